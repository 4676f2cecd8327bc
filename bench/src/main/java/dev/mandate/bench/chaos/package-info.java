/** Scripted runs that break a real installation on purpose, and fail when what must hold does not. */
@NullMarked
package dev.mandate.bench.chaos;

import org.jspecify.annotations.NullMarked;
