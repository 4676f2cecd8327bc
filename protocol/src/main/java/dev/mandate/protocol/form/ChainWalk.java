package dev.mandate.protocol.form;

import dev.mandate.engine.change.LogChange;
import dev.mandate.engine.id.TenantId;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Walks a stream from its beginning and says where its chain breaks, if it does: the same walk for whoever stands beside
 * the database and for whoever was served the bytes. It keeps where it is and which notes it missed, so a log of any
 * length may be given to it in parts. Of the changes it reads only which notes they erase, so it needs no newer release.
 */
public final class ChainWalk {
    private final TenantId stream;
    private Digest hash;
    private long revision;
    private long erased;
    /** Entries without a note, and without a later entry that erases it, so far. */
    private final SortedSet<Long> unexplained = new TreeSet<>();

    private Verdict.@Nullable Broken broken;

    public ChainWalk(TenantId stream) {
        this.stream = stream;
        this.hash = Chain.genesis(stream);
    }

    /** What was found. */
    public sealed interface Verdict {
        /**
         * All is as it was written.
         *
         * @param entries how many
         * @param erased how many of their notes are erased, as later entries say
         * @param outside entries whose notes are gone though no entry says so: the chain stands, but somebody else did it
         * @param head the hash of the last one
         */
        record Intact(long entries, long erased, SortedSet<Long> outside, Digest head) implements Verdict {
            public Intact {
                Objects.requireNonNull(head);
                outside = new TreeSet<>(outside);
            }
        }

        /**
         * It was changed after it was written.
         *
         * @param revision the first that is not as it was
         */
        record Broken(long revision, String reason) implements Verdict {
            public Broken {
                Objects.requireNonNull(reason);
            }
        }
    }

    /** The last entry that it took; 0 before the first. */
    public long revision() {
        return revision;
    }

    /**
     * Takes the next entry.
     *
     * @param note empty if the log has it no more
     * @return whether the chain goes on
     */
    public boolean take(SealedEntry entry, Optional<Bytes> note) {
        return take(entry, note, note.isEmpty());
    }

    /**
     * Takes the next entry, whose note the log has and the reader may not see.
     *
     * @return whether the chain goes on
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
            // of a later release: it stands in the chain, whatever it says
        }
    }

    /**
     * Says what was found.
     *
     * @param head where the log ended before the last entries were read
     * @param headHash of the entry there
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
