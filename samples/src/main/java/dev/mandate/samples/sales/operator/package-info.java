/** The registry's operator API: create proposals and certificates, and settle trades. */
@NullMarked
package dev.mandate.samples.sales.operator;

import org.jspecify.annotations.NullMarked;
