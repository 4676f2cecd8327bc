/** The lines of the feed, and the positions that a receiver posts. */
@NullMarked
package dev.mandate.protocol.frame;

import org.jspecify.annotations.NullMarked;
