/** One workload for every authorization engine, and the harness that asks each of them the same questions. */
@NullMarked
package dev.mandate.bench.engine;

import org.jspecify.annotations.NullMarked;
