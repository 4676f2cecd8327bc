/** Limits on the requests of one address, counted by the same rule in the gateway and the control plane. */
@NullMarked
package dev.mandate.protocol.limit;

import org.jspecify.annotations.NullMarked;
