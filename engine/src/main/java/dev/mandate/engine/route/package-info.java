/** Routes a request to the action that it names. */
@NullMarked
package dev.mandate.engine.route;

import org.jspecify.annotations.NullMarked;
