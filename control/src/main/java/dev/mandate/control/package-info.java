/** The control plane: commands become entries of the log, and everything else is a fold of it. */
@NullMarked
package dev.mandate.control;

import org.jspecify.annotations.NullMarked;
