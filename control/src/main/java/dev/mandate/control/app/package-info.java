/** Registered apps, their secrets and the user that each acts for. */
@NullMarked
package dev.mandate.control.app;

import org.jspecify.annotations.NullMarked;
