/** Persistent maps: an update shares all unchanged parts with the map before it. */
@NullMarked
package dev.mandate.engine.trie;

import org.jspecify.annotations.NullMarked;
