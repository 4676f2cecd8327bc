/** Ranges of certificates, and the traders that hold them. */
@NullMarked
package dev.mandate.samples.sales.asset;

import org.jspecify.annotations.NullMarked;
