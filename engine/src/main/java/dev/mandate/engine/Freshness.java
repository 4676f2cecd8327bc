package dev.mandate.engine;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * How old the state is, and how recent it must be.
 *
 * @param platformAge time since the platform's stream was last known to be complete
 * @param tenantAge time since the tenant's stream was last known to be complete
 * @param bound the maximum age; above it the engine decides nothing
 * @param atLeast the minimum position that the request demands ({@code Mandate-At-Least})
 * @param confirmedHead the tenant's head, if it was read from the primary after this request arrived; otherwise empty
 */
public record Freshness(
        Duration platformAge, Duration tenantAge, Duration bound, Position atLeast, OptionalLong confirmedHead) {
    public Freshness {
        Objects.requireNonNull(platformAge);
        Objects.requireNonNull(tenantAge);
        Objects.requireNonNull(bound);
        Objects.requireNonNull(atLeast);
        Objects.requireNonNull(confirmedHead);
    }

    boolean stale() {
        return platformAge.compareTo(bound) > 0 || tenantAge.compareTo(bound) > 0;
    }
}
