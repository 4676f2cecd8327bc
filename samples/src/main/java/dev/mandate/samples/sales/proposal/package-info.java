/** Proposals to take on a trader, and what a sales channel makes of them. */
@NullMarked
package dev.mandate.samples.sales.proposal;

import org.jspecify.annotations.NullMarked;
