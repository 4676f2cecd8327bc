/** The events of a sales channel, in order. */
@NullMarked
package dev.mandate.samples.sales.event;

import org.jspecify.annotations.NullMarked;
