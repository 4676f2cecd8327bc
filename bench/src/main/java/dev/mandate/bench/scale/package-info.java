/** How large an installation may be, and what it costs to hold it. */
@NullMarked
package dev.mandate.bench.scale;

import org.jspecify.annotations.NullMarked;
