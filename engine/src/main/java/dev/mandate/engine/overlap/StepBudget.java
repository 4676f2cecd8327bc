package dev.mandate.engine.overlap;

/**
 * Bounds the work of the walks of one comparison: all of them share one budget. A node or a pair of ordinary length is one step; long
 * patterns and deep templates are several. For one thread.
 */
public final class StepBudget {
    private long left;

    public StepBudget(long steps) {
        left = steps;
    }

    /** Takes one step or more; returns false if too few are left, so that the walk ends. */
    boolean take(long steps) {
        if (left >= 0) {
            left -= steps;
        }
        return left >= 0;
    }

    /** Whether a walk ended early because no step was left. */
    public boolean isUsedUp() {
        return left < 0;
    }
}
