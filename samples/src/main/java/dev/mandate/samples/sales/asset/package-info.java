/** Ranges of certificates, and which trader holds them. */
@NullMarked
package dev.mandate.samples.sales.asset;

import org.jspecify.annotations.NullMarked;
