/** The operators' port: health and metrics. */
@NullMarked
package dev.mandate.gateway.operations;

import org.jspecify.annotations.NullMarked;
