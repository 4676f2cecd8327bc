/** Health and metrics of a control node, on a port of their own. */
@NullMarked
package dev.mandate.control.operations;

import org.jspecify.annotations.NullMarked;
