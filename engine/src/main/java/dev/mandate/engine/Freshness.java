package dev.mandate.engine;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * How old the known state is, and how new it must be.
 *
 * @param platformAge since the platform's stream was last known to be complete
 * @param tenantAge since the tenant's stream was last known to be complete
 * @param bound the age over which nothing is decided
 * @param atLeast what the request demands ({@code Mandate-At-Least})
 * @param confirmedHead the tenant's head, if it was read from the primary after this request arrived
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
