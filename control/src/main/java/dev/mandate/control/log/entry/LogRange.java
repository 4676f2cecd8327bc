package dev.mandate.control.log.entry;

import dev.mandate.engine.id.TenantId;

/**
 * Consecutive entries of a stream that one query reads: the first of them, and those after it that fit.
 *
 * @param revision where to begin: at this revision, or before it if the newest entries come first
 * @param newestFirst whether the entries go back in time
 * @param limit maximum number of entries
 * @param bytes maximum bytes of their changes and notes, if there is more than one entry
 */
public record LogRange(TenantId stream, long revision, boolean newestFirst, int limit, int bytes) {
    /** Entries with whole API documents are large. */
    private static final int MOST_BYTES = 8 << 20;

    /** Returns the entries from that revision on, oldest first, of at most 8 MiB. */
    public static LogRange from(TenantId stream, long revision, int limit) {
        return new LogRange(stream, revision, false, limit, MOST_BYTES);
    }

    /** Returns the one entry of that revision, if the stream has it; else the next. */
    public static LogRange at(TenantId stream, long revision) {
        return from(stream, revision, 1);
    }
}
