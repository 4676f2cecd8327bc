/** Limits on what is in progress of one address or app, counted by the same rule in the gateway and the control plane. */
@NullMarked
package dev.mandate.protocol.limit;

import org.jspecify.annotations.NullMarked;
