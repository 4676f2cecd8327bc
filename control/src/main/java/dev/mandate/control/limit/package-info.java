/** How much one caller may ask for: budgets by address, app and gateway, and places in progress. */
@NullMarked
package dev.mandate.control.limit;

import org.jspecify.annotations.NullMarked;
