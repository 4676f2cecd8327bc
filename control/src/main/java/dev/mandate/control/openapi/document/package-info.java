/** What an import needs of an OpenAPI document. */
@NullMarked
package dev.mandate.control.openapi.document;

import org.jspecify.annotations.NullMarked;
