/** What an OpenAPI document makes of an API. */
@NullMarked
package dev.mandate.control.catalogue.imports;

import org.jspecify.annotations.NullMarked;
