/** The published keys as operators list, rotate and retire them. */
@NullMarked
package dev.mandate.control.key;

import org.jspecify.annotations.NullMarked;
