/** A vendor's robot: receives tasks by webhook and takes them through to submitted, as a real vendor's program would. */
@NullMarked
package dev.mandate.samples.robot;

import org.jspecify.annotations.NullMarked;
