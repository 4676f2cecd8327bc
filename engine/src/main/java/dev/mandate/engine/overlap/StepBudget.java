package dev.mandate.engine.overlap;

/** Bounds how many nodes and pairs the walks of one comparison look at: all of them share one budget. For one thread. */
public final class StepBudget {
    private long left;

    public StepBudget(long steps) {
        left = steps;
    }

    /** Takes one step; returns false if none is left, so that the walk ends. */
    boolean take() {
        if (left >= 0) {
            left--;
        }
        return left >= 0;
    }

    /** Whether a walk ended early because no step was left. */
    public boolean isUsedUp() {
        return left < 0;
    }
}
