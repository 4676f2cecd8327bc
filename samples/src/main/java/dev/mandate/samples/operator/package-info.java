/** The port for a service's operator, separate from the partner API. */
@NullMarked
package dev.mandate.samples.operator;

import org.jspecify.annotations.NullMarked;
