/** Follows the log: keeps the folded states of the streams on this node up to date. */
@NullMarked
package dev.mandate.control.log.follow;

import org.jspecify.annotations.NullMarked;
