package dev.mandate.control.log.follow;

import dev.mandate.engine.id.TenantId;
import java.time.Instant;
import java.util.Objects;

/**
 * The log has another course than the one that this node knew: a failover lost a tail, or a backup was restored.
 *
 * @param stream whose acknowledged entries are gone
 * @param at when this node noticed, by its clock
 */
public record LogFork(TenantId stream, Instant at) {
    public LogFork {
        Objects.requireNonNull(stream);
        Objects.requireNonNull(at);
    }
}
