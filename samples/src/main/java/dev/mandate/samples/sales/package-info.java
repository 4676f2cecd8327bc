/** Sales channel services: a partner API as a registry of certificates would run it behind Mandate. */
@NullMarked
package dev.mandate.samples.sales;

import org.jspecify.annotations.NullMarked;
