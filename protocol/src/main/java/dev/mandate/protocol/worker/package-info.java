/** Threads that repeat one step for as long as a process runs, and go on after a failure. */
@NullMarked
package dev.mandate.protocol.worker;

import org.jspecify.annotations.NullMarked;
