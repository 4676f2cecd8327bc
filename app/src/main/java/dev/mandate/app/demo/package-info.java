/** {@code mandate demo}: the stories of the two systems, played against a running installation. */
@NullMarked
package dev.mandate.app.demo;

import org.jspecify.annotations.NullMarked;
