package dev.mandate.control.computation;

import dev.mandate.engine.overlap.StepBudget;

/** A question or a survey that takes long where a tenant is large. */
@FunctionalInterface
public interface Computation<T> {
    /**
     * Computes the result, or as much of it as the budget allows.
     *
     * @param budget used up at the latest when nobody waits for the result or its time is over
     */
    T of(StepBudget budget);
}
