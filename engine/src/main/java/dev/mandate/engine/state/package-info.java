/** What decisions need of a stream at one revision: the fold of its entries, immutable. */
@NullMarked
package dev.mandate.engine.state;

import org.jspecify.annotations.NullMarked;
