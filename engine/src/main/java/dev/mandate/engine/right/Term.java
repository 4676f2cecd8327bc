package dev.mandate.engine.right;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a fact holds.
 *
 * @param until the first moment at which the fact no longer holds; null if it has no end
 */
public record Term(@Nullable Instant until) {
    /** Holds without an end, until a change revokes it. */
    public static final Term OPEN = new Term(null);

    public static Term of(@Nullable Instant until) {
        return until == null ? OPEN : new Term(until);
    }

    /**
     * Returns whether the fact holds at this moment.
     *
     * <p>INVARIANT: a fact whose end is now or earlier does not hold.
     */
    public boolean holds(Instant now) {
        return until == null || until.isAfter(now);
    }
}
