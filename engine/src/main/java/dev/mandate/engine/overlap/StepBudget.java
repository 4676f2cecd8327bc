package dev.mandate.engine.overlap;

import java.util.function.BooleanSupplier;

/**
 * Bounds work by a number of steps: nodes, pairs, users or words that are looked at; long patterns and deep templates are several. All
 * parts of one computation share one budget and end together, when its steps are used up or its owner stops it. For one thread.
 */
public final class StepBudget {
    private static final int ASKED_EVERY = 1 << 14;

    private final BooleanSupplier stopped;
    private long left;
    private long untilAsked = ASKED_EVERY;

    public StepBudget(long steps) {
        this(steps, () -> false);
    }

    /**
     * Makes a budget that its owner can end early.
     *
     * @param stopped whether nobody wants the result any more; asked every 16,384 steps
     */
    public StepBudget(long steps, BooleanSupplier stopped) {
        this.left = steps;
        this.stopped = stopped;
    }

    /** Returns a budget that never ends. */
    public static StepBudget unbounded() {
        return new StepBudget(Long.MAX_VALUE);
    }

    /** Takes one step or more; returns false if fewer are left, so that the work ends. */
    public boolean take(long steps) {
        if (left >= 0) {
            left -= steps;
            untilAsked -= steps;
        }
        if (untilAsked < 0) {
            untilAsked = ASKED_EVERY;
            left = stopped.getAsBoolean() ? -1 : left;
        }
        return left >= 0;
    }

    /** Returns whether work ended early because no step was left or the owner stopped it. */
    public boolean isUsedUp() {
        return left < 0;
    }
}
