/** From the bytes of a request line to the one action that they name, or to a refusal. */
@NullMarked
package dev.mandate.engine.route;

import org.jspecify.annotations.NullMarked;
