/** The operators' port: health and metrics. */
@NullMarked
package dev.mandate.gateway.door;

import org.jspecify.annotations.NullMarked;
