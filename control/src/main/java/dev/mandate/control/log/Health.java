package dev.mandate.control.log;

import dev.mandate.engine.id.TenantId;
import java.time.Duration;
import java.util.Map;

/**
 * How a node is with the log.
 *
 * @param age since the last good read of the primary began
 * @param stopped streams that go no further, and why
 * @param forks how often the log took another course than the one folded
 * @param clock how far the database's clock is ahead of this node's
 */
public record Health(Duration age, Map<TenantId, Stop> stopped, long forks, Duration clock) {
    public Health {
        stopped = Map.copyOf(stopped);
    }
}
