/** Limits equal lines of the process log: they are written a few times in a window, then counted. */
@NullMarked
package dev.mandate.control.lines;

import org.jspecify.annotations.NullMarked;
