package dev.mandate.protocol.chain;

import dev.mandate.engine.change.LogChange;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.MalformedForm;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the hash chain of a stream from its beginning and reports where it breaks. The database's own check and
 * external auditors use the same code. The log may be passed in parts, because the walk keeps its position and the
 * missing notes. It decodes changes only to find erased notes, so it also verifies entries of a later release.
 */
public final class ChainWalk {
    private final TenantId stream;
    private Digest hash;
    private long revision;
    private long erased;
    /** Revisions whose note is missing and not, so far, erased by a later entry. */
    private final SortedSet<Long> unexplained = new TreeSet<>();

    private Verdict.@Nullable Broken broken;

    public ChainWalk(TenantId stream) {
        this.stream = stream;
        this.hash = Chain.genesis(stream);
    }

    /** The result of a walk. */
    public sealed interface Verdict {
        /**
         * The chain is unbroken.
         *
         * @param entries number of entries
         * @param erased number of notes that later entries erased
         * @param outside revisions whose note is missing though no entry erased it: the chain is unbroken, but the note
         *     was deleted outside Mandate
         * @param head the hash of the last entry
         */
        record Intact(long entries, long erased, SortedSet<Long> outside, Digest head) implements Verdict {
            public Intact {
                Objects.requireNonNull(head);
                outside = new TreeSet<>(outside);
            }
        }

        /**
         * An entry was changed or removed after it was written.
         *
         * @param revision the first revision that differs
         */
        record Broken(long revision, String reason) implements Verdict {
            public Broken {
                Objects.requireNonNull(reason);
            }
        }
    }

    /** Returns the revision of the last verified entry; 0 before the first. */
    public long revision() {
        return revision;
    }

    /**
     * Verifies the next entry.
     *
     * @param note empty if the log no longer has it
     * @return whether the chain is unbroken so far
     */
    public boolean take(SealedEntry entry, Optional<Bytes> note) {
        return take(entry, note, note.isEmpty());
    }

    /**
     * Verifies the next entry, whose note exists but is withheld from this reader.
     *
     * @return whether the chain is unbroken so far
     */
    public boolean takeWithheld(SealedEntry entry) {
        return take(entry, Optional.empty(), false);
    }

    private boolean take(SealedEntry entry, Optional<Bytes> note, boolean gone) {
        if (broken == null) {
            fault(entry, note).ifPresentOrElse(reason -> broken = new Verdict.Broken(revision + 1, reason), () -> {
                revision++;
                hash = entry.hash();
                explain(entry, gone);
            });
        }
        return broken == null;
    }

    private Optional<String> fault(SealedEntry entry, Optional<Bytes> note) {
        if (!entry.heading().stream().equals(stream)) {
            return Optional.of("the entry is another stream's");
        }
        if (entry.revision() != revision + 1) {
            return Optional.of("the entry is missing");
        }
        if (!entry.follows(hash)) {
            return Optional.of("the entry is not as it was written");
        }
        return note.filter(n -> !Digest.of(n).equals(entry.note())).map(n -> "the note is not as it was written");
    }

    private void explain(SealedEntry entry, boolean gone) {
        if (gone) {
            unexplained.add(entry.revision());
        }
        if (unexplained.isEmpty()) {
            return;
        }
        try {
            entry.open().changes().forEach(change -> {
                if (change instanceof LogChange.NoteErased(long of) && unexplained.remove(of)) {
                    erased++;
                }
            });
        } catch (MalformedForm e) {
            // an entry of a later release: the chain covers its bytes, whatever they mean
        }
    }

    /**
     * Returns the result.
     *
     * @param head the revision of the log's head before the last entries were read
     * @param headHash the hash of the entry there
     */
    public Verdict end(long head, Digest headHash) {
        if (broken != null) {
            return broken;
        }
        if (head > revision) {
            return new Verdict.Broken(revision + 1, "the entry is missing");
        }
        if (head == revision && !headHash.equals(hash)) {
            return new Verdict.Broken(revision, "the stream's head names another entry");
        }
        return new Verdict.Intact(revision, erased, unexplained, hash);
    }
}
