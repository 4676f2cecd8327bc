/** The paths that the control plane serves and the gateway forwards to it. */
@NullMarked
package dev.mandate.protocol.path;

import org.jspecify.annotations.NullMarked;
