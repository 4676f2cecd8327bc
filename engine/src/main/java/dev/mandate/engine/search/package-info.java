/** The decision asked the other way round: who, what, where, why, by which change, and what a change would flip. */
@NullMarked
package dev.mandate.engine.search;

import org.jspecify.annotations.NullMarked;
