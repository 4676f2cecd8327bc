/** Authorization engines of others, each in its best known configuration. */
@NullMarked
package dev.mandate.bench.peers;

import org.jspecify.annotations.NullMarked;
