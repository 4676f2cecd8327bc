/** An installation from outside: its processes, their memory, and the callers of its doors. */
@NullMarked
package dev.mandate.bench.process;

import org.jspecify.annotations.NullMarked;
