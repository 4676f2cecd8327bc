/** The decision asked the other way round: who can, what can, where, and what a change would flip. */
@NullMarked
package dev.mandate.control.search;

import org.jspecify.annotations.NullMarked;
