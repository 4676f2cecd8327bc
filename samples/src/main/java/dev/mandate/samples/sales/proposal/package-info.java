/** Proposals to add a trader, which a sales channel accepts or rejects. */
@NullMarked
package dev.mandate.samples.sales.proposal;

import org.jspecify.annotations.NullMarked;
