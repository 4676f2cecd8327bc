/** The settings of the sales channel services. */
@NullMarked
package dev.mandate.samples.sales.setting;

import org.jspecify.annotations.NullMarked;
