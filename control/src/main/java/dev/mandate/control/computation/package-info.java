/** Long computations on few platform threads: bounded in steps, time and number, and stopped when nobody waits. */
@NullMarked
package dev.mandate.control.computation;

import org.jspecify.annotations.NullMarked;
