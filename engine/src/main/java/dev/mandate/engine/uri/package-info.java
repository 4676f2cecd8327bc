/** The path and query of a request in canonical form, or a refusal. */
@NullMarked
package dev.mandate.engine.uri;

import org.jspecify.annotations.NullMarked;
