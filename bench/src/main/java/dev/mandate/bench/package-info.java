/** Benchmarks, side by side with peers where there are any; never shipped. */
@NullMarked
package dev.mandate.bench;

import org.jspecify.annotations.NullMarked;
