/** What enforcement points reported of their decisions. */
@NullMarked
package dev.mandate.control.decision;

import org.jspecify.annotations.NullMarked;
