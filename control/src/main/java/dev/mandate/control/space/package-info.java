/** Workspaces and sales channels. */
@NullMarked
package dev.mandate.control.space;

import org.jspecify.annotations.NullMarked;
