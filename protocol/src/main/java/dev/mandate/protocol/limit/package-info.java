/** Limits of what one address may ask of a plane, counted alike by the gateway and the control plane. */
@NullMarked
package dev.mandate.protocol.limit;

import org.jspecify.annotations.NullMarked;
