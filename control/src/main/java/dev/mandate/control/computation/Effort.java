package dev.mandate.control.computation;

import dev.mandate.engine.overlap.StepBudget;

/** The budget of one question or survey, which any thread can end. One thread computes with it at a time. */
final class Effort {
    private final StepBudget budget;
    private volatile boolean stopped;

    Effort(long steps) {
        this.budget = new StepBudget(steps, () -> stopped);
    }

    StepBudget budget() {
        return budget;
    }

    /** Uses up the budget, so that the computation ends soon. */
    void stop() {
        stopped = true;
    }
}
