/** Imported APIs and their actions. */
@NullMarked
package dev.mandate.control.catalogue;

import org.jspecify.annotations.NullMarked;
