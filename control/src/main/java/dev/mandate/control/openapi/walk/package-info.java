/** The walk through an OpenAPI document, with every problem and its place. */
@NullMarked
package dev.mandate.control.openapi.walk;

import org.jspecify.annotations.NullMarked;
