/** The lines of the log that people read: equal errors are written a few times, then counted. */
@NullMarked
package dev.mandate.control.lines;

import org.jspecify.annotations.NullMarked;
