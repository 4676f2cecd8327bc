/** YAML and JSON text as values, within limits. */
@NullMarked
package dev.mandate.control.openapi.text;

import org.jspecify.annotations.NullMarked;
