/** What a benchmark is and what it reports. */
@NullMarked
package dev.mandate.bench.report;

import org.jspecify.annotations.NullMarked;
