/** Settled orders. */
@NullMarked
package dev.mandate.samples.sales.transaction;

import org.jspecify.annotations.NullMarked;
