package dev.mandate.engine.change;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The changes that one command wrote as one revision. They apply together.
 *
 * @param revision from 1, without gaps in a stream
 * @param at never before the previous entry's
 * @param platformRevision the platform's revision that the command's rules were checked against; 0 on the platform's
 *     own stream
 * @param changes 1 to 1,000
 */
public record Entry(long revision, Instant at, long platformRevision, List<Change> changes) {
    /** The maximum number of changes in one entry. */
    public static final int MOST_CHANGES = 1_000;

    public Entry {
        Objects.requireNonNull(at);
        changes = List.copyOf(changes);
        if (revision < 1 || platformRevision < 0) {
            throw new IllegalArgumentException("revision `" + revision + "` must be at least 1");
        }
        if (changes.isEmpty() || changes.size() > MOST_CHANGES) {
            throw new IllegalArgumentException(
                    "an entry holds 1 to " + MOST_CHANGES + " changes, not `" + changes.size() + "`");
        }
    }
}
