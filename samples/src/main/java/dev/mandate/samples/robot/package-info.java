/**
 * A vendor's robot: receives tasks by webhook and works on them until they are submitted, as a real vendor's program
 * would.
 */
@NullMarked
package dev.mandate.samples.robot;

import org.jspecify.annotations.NullMarked;
