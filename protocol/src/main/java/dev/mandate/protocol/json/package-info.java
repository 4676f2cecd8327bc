/** Java values as JSON by the shape of their records. Not exported, so that no embedder of this library needs Jackson. */
@NullMarked
package dev.mandate.protocol.json;

import org.jspecify.annotations.NullMarked;
