/** {@code mandate control} and {@code mandate gateway}: the two planes as processes of their own. */
@NullMarked
package dev.mandate.app.plane;

import org.jspecify.annotations.NullMarked;
