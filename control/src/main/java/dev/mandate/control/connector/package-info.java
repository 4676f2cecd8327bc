/** Connectors, and whether an app is ready for one. */
@NullMarked
package dev.mandate.control.connector;

import org.jspecify.annotations.NullMarked;
