package dev.mandate.control.log.follow;

import dev.mandate.engine.id.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How well a node follows the log.
 *
 * @param age since the last good read of the primary began
 * @param stopped streams that cannot be followed further, and why
 * @param forks how often the log took another course than the one that this node knew
 * @param forked the newest of them, newest first
 * @param clock how far the database's clock is ahead of this node's
 * @param loaded how many tenants' folds are in memory
 */
public record StreamsHealth(
        Duration age,
        Map<TenantId, StreamFailure> stopped,
        long forks,
        List<LogFork> forked,
        Duration clock,
        int loaded) {
    /** INVARIANT: a node decides nothing while its clock differs more from the database's. */
    private static final Duration CLOCK = Duration.ofSeconds(2);

    public StreamsHealth {
        stopped = Map.copyOf(stopped);
        forked = List.copyOf(forked);
    }

    /** Returns whether this node's clock is near enough to the database's. */
    public boolean clockIsRight() {
        return isRight(clock);
    }

    static boolean isRight(Duration clock) {
        return clock.abs().compareTo(CLOCK) <= 0;
    }
}
