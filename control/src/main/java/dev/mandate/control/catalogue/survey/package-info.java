/** Who in all tenants is affected by a change of the catalogue. */
@NullMarked
package dev.mandate.control.catalogue.survey;

import org.jspecify.annotations.NullMarked;
