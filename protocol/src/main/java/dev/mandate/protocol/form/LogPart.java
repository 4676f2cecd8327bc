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
     * @param note with its salt; absent once it was erased, and where it is withheld
     * @param withheld true if the log has the note, and the reader may not see it; absent otherwise
     */
    public record Item(
            long revision,
            Instant at,
            long platformRevision,
            Bytes changes,
            Digest noteHash,
            Optional<Bytes> note,
            Optional<Boolean> withheld,
            Digest hash) {
        /** The entry with its note, if the log has that. */
        public static Item of(SealedEntry entry, Optional<Bytes> note) {
            return of(entry, note, Optional.empty());
        }

        /** The entry without the note that the log has of it. */
        public static Item withholding(SealedEntry entry) {
            return of(entry, Optional.empty(), Optional.of(true));
        }

        private static Item of(SealedEntry entry, Optional<Bytes> note, Optional<Boolean> withheld) {
            Heading heading = entry.heading();
            return new Item(
                    heading.revision(),
                    heading.at(),
                    heading.platformRevision(),
                    entry.changes(),
                    entry.note(),
                    note,
                    withheld,
                    entry.hash());
        }

        /** Whether the log has a note that the reader may not see. */
        public boolean isWithheld() {
            return withheld.orElse(false);
        }

        /** As it stands in the log of that stream. */
        public SealedEntry sealed(TenantId stream) {
            return new SealedEntry(new Heading(stream, revision, at, platformRevision), changes, noteHash, hash);
        }
    }
}
