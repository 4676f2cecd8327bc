/** The {@code mandate} command. */
@NullMarked
package dev.mandate.app;

import org.jspecify.annotations.NullMarked;
