/** Questions about decisions: who can, what can, where, why, what would allow it, and what would a change flip. */
@NullMarked
package dev.mandate.engine.search;

import org.jspecify.annotations.NullMarked;
