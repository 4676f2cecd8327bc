package dev.mandate.protocol.form;

import dev.mandate.engine.id.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Some entries of a stream in a row, with the exact bytes that the chain hashes, so that whoever is given them can walk
 * it alone.
 *
 * @param head where the log ended before these were read; 0 before the first entry
 * @param headHash of the entry there
 */
public record LogPart(TenantId stream, long head, Digest headHash, List<Item> entries) {
    public LogPart {
        Objects.requireNonNull(stream);
        Objects.requireNonNull(headHash);
        entries = List.copyOf(entries);
    }

    /**
     * One entry.
     *
     * @param noteHash of the note with its salt
     * @param note with its salt; absent once it was erased
     */
    public record Item(
            long revision,
            Instant at,
            long platformRevision,
            Bytes changes,
            Digest noteHash,
            Optional<Bytes> note,
            Digest hash) {
        public static Item of(SealedEntry entry, Optional<Bytes> note) {
            Heading heading = entry.heading();
            return new Item(
                    heading.revision(),
                    heading.at(),
                    heading.platformRevision(),
                    entry.changes(),
                    entry.note(),
                    note,
                    entry.hash());
        }

        /** As it stands in the log of that stream. */
        public SealedEntry sealed(TenantId stream) {
            return new SealedEntry(new Heading(stream, revision, at, platformRevision), changes, noteHash, hash);
        }
    }
}
