/** The signed identity by which a gateway tells an upstream who calls and which spaces the call may see. */
@NullMarked
package dev.mandate.protocol.identity;

import org.jspecify.annotations.NullMarked;
