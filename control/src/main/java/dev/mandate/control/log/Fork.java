package dev.mandate.control.log;

import dev.mandate.engine.id.TenantId;
import java.time.Instant;
import java.util.Objects;

/**
 * The log took another course than the one that this node knew: a failover lost a tail, or a backup was restored.
 *
 * @param stream whose acknowledged entries are gone
 * @param at when this node noticed, by its clock
 */
public record Fork(TenantId stream, Instant at) {
    public Fork {
        Objects.requireNonNull(stream);
        Objects.requireNonNull(at);
    }
}
