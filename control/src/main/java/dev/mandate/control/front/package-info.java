/** What a request may cost before its sender is known: the size and the time of its body, and its place among the others of its address. */
@NullMarked
package dev.mandate.control.front;

import org.jspecify.annotations.NullMarked;
