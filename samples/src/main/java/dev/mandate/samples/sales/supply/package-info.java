/** Where certificates come from: suppliers and their production facilities. */
@NullMarked
package dev.mandate.samples.sales.supply;

import org.jspecify.annotations.NullMarked;
