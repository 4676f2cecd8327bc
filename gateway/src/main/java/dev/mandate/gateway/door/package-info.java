/** The doors beside the partner API; for now the operators' one. */
@NullMarked
package dev.mandate.gateway.door;

import org.jspecify.annotations.NullMarked;
