package dev.mandate.protocol.chain;

import dev.mandate.engine.id.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * The position and time of an entry.
 *
 * @param revision from 1
 * @param at in whole microseconds, the precision of the database
 * @param platformRevision the platform's revision that the command's rules saw; 0 on the platform's own stream
 */
public record EntryHeader(TenantId stream, long revision, Instant at, long platformRevision) {
    public EntryHeader {
        Objects.requireNonNull(stream);
        Objects.requireNonNull(at);
        if (revision < 1 || platformRevision < 0) {
            throw new IllegalArgumentException("revision `" + revision + "` must be at least 1");
        }
        if (!at.equals(at.truncatedTo(ChronoUnit.MICROS))) {
            throw new IllegalArgumentException("time `" + at + "` must be in whole microseconds");
        }
    }
}
