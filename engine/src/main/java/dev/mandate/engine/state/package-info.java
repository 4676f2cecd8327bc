/** The immutable fold of one stream at one revision, with what decisions need. */
@NullMarked
package dev.mandate.engine.state;

import org.jspecify.annotations.NullMarked;
