/** The port on which a service's owner works, apart from the partner API. */
@NullMarked
package dev.mandate.samples.operator;

import org.jspecify.annotations.NullMarked;
