/** Decisions as files that a domain expert can write: a world, changes to it, questions, and the expected answers. */
@NullMarked
package dev.mandate.engine.scenario;

import org.jspecify.annotations.NullMarked;
