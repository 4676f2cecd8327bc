/** Finds actions whose templates match a request in common, without comparing all with all. */
@NullMarked
package dev.mandate.engine.overlap;

import org.jspecify.annotations.NullMarked;
