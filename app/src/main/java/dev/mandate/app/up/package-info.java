/** {@code mandate up}: control plane, gateway and demonstration in one process, on an embedded database. */
@NullMarked
package dev.mandate.app.up;

import org.jspecify.annotations.NullMarked;
