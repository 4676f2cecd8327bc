package dev.mandate.control.history;

import dev.mandate.engine.id.TenantId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The entry that made a fact true.
 *
 * @param log whose entry it is
 * @param revision null if it was not found
 * @param actor who did it, as the reader may see it; null if the note was erased or nothing was found
 */
public record ChangeOrigin(
        TenantId log,
        @Nullable Long revision,
        @Nullable Instant at,
        @Nullable String actor,
        Trace trace) {
    /** Whether the answer names who did it, and why not. */
    public enum Trace {
        KEPT,
        /** The note was erased, and a later entry says so. */
        ERASED,
        /** The note is gone, and no entry says so. */
        ERASED_OUTSIDE,
        /** It was an operator of the platform; tenants are not shown which one. */
        WITHHELD,
        /** The examined part of the log has no such entry. */
        NOT_FOUND
    }

    public ChangeOrigin {
        Objects.requireNonNull(log);
        Objects.requireNonNull(trace);
    }

    static ChangeOrigin unknown(TenantId log) {
        return new ChangeOrigin(log, null, null, null, Trace.NOT_FOUND);
    }
}
