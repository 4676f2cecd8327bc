/** The append-only truth: commands become entries, and folds of the entries answer every question. */
@NullMarked
package dev.mandate.control.log;

import org.jspecify.annotations.NullMarked;
