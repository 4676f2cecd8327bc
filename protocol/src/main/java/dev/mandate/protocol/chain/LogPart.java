package dev.mandate.protocol.chain;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Consecutive entries of a stream, with the exact bytes that the chain hashes, so that a recipient can verify the chain
 * without access to the log.
 *
 * @param head the revision of the log's head before these entries were read; 0 before the first entry
 * @param headHash the hash of the entry there
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
     * @param noteHash the hash of the note with its salt
     * @param note the note with its salt; empty if it was erased or is withheld
     * @param withheld true if the log has the note and the reader may not see it; empty otherwise
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
        /** Returns the entry with its note, if the log still has it. */
        public static Item of(SealedEntry entry, Optional<Bytes> note) {
            return of(entry, note, Optional.empty());
        }

        /** Returns the entry without its note, which the log has but the reader may not see. */
        public static Item withholding(SealedEntry entry) {
            return of(entry, Optional.empty(), Optional.of(true));
        }

        private static Item of(SealedEntry entry, Optional<Bytes> note, Optional<Boolean> withheld) {
            EntryHeader heading = entry.heading();
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

        /** Returns whether the log has a note that the reader may not see. */
        public boolean isWithheld() {
            return withheld.orElse(false);
        }

        /** Returns the entry as stored in the log of that stream. */
        public SealedEntry sealed(TenantId stream) {
            return new SealedEntry(new EntryHeader(stream, revision, at, platformRevision), changes, noteHash, hash);
        }
    }
}
