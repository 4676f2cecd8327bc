/** Bounds the size and the time of request bodies. */
@NullMarked
package dev.mandate.control.front.body;

import org.jspecify.annotations.NullMarked;
