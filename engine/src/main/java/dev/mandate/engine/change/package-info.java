/** The sealed set of changes that an entry of the log holds. */
@NullMarked
package dev.mandate.engine.change;

import org.jspecify.annotations.NullMarked;
