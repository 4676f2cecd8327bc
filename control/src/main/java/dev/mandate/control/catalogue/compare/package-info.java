/** What two catalogues have in common: templates that overlap, and requests that another action decides. */
@NullMarked
package dev.mandate.control.catalogue.compare;

import org.jspecify.annotations.NullMarked;
