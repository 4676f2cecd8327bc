/** Limits what a request may cost before its sender is known: requests of one address or app, and the size of the head. */
@NullMarked
package dev.mandate.control.front;

import org.jspecify.annotations.NullMarked;
