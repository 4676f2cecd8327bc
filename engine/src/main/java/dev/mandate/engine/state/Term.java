package dev.mandate.engine.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a fact holds.
 *
 * @param until the first moment at which it does not hold any more; null if nothing ends it
 */
public record Term(@Nullable Instant until) {
    /** Holds until it is taken back. */
    public static final Term OPEN = new Term(null);

    static Term of(@Nullable Instant until) {
        return until == null ? OPEN : new Term(until);
    }

    /** INVARIANT: a fact whose end is now or earlier is absent. */
    public boolean holds(Instant now) {
        return until == null || until.isAfter(now);
    }
}
