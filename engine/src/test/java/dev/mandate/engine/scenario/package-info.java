/** Decisions as files that a domain expert can write: a world, what changes in it, what is asked and what must be answered. */
@NullMarked
package dev.mandate.engine.scenario;

import org.jspecify.annotations.NullMarked;
