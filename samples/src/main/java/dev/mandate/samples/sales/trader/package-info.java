/** The traders of a sales channel. */
@NullMarked
package dev.mandate.samples.sales.trader;

import org.jspecify.annotations.NullMarked;
