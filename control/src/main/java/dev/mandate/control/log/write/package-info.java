/** Writes the log: checks commands in order and commits them in batches. */
@NullMarked
package dev.mandate.control.log.write;

import org.jspecify.annotations.NullMarked;
