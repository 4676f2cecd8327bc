package dev.mandate.control.log.entry;

import dev.mandate.control.log.command.LogRefusals;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.EntryHeader;
import dev.mandate.protocol.chain.SealedEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;

/**
 * Earlier states of a stream, folded again from its log by the rules of this release, and the entries that explain them.
 * Folds one state of a stream at a time, and keeps the last four of all streams. Safe to share between threads.
 */
public final class EarlierStates {
    private static final int BATCH = 500;
    private static final int KEPT = 4;

    private final Ledger ledger;
    private final StoredFolds stored;
    private final Deque<FoldedState> kept = new ArrayDeque<>();
    private final StreamLocks locks = new StreamLocks();

    public EarlierStates(ControlDatabase database) {
        this.ledger = new Ledger(database.dataSource());
        this.stored = new StoredFolds(database.dataSource(), ledger);
    }

    /**
     * Returns both folds after that entry.
     *
     * @throws Refusal 503 if the database is away, or the log cannot be followed so far
     */
    public FoldedState at(TenantId stream, long revision) {
        return locks.withLock(
                stream,
                () -> read(() -> {
                    FoldedState now = nearest(stream, revision);
                    while (now.revision() < revision) {
                        now = advanced(now, revision);
                    }
                    keep(now);
                    return now;
                }));
    }

    private FoldedState nearest(TenantId stream, long revision) {
        return nearestKept(stream, revision)
                .filter(this::isInLog)
                .or(() -> stored.load(stream)
                        .map(StoredFolds.Stored::folded)
                        .filter(folded -> folded.revision() <= revision))
                .orElseGet(() -> FoldedState.empty(stream));
    }

    private synchronized Optional<FoldedState> nearestKept(TenantId stream, long revision) {
        return kept.stream()
                .filter(folded -> folded.stream().equals(stream) && folded.revision() <= revision)
                .max(Comparator.comparingLong(FoldedState::revision));
    }

    /** Returns whether the log still has the state's last entry; a restored database may have another one. */
    private boolean isInLog(FoldedState folded) {
        return ledger.at(folded.stream(), folded.revision())
                .filter(entry -> entry.hash().equals(folded.hash()))
                .isPresent();
    }

    private FoldedState advanced(FoldedState from, long revision) {
        int wanted = (int) Math.min(BATCH, revision - from.revision());
        FoldedState now = from;
        for (Ledger.StoredEntry next : ledger.withNotes(LogRange.from(from.stream(), from.revision() + 1, wanted))) {
            SealedEntry entry = next.entry();
            if (!entry.follows(now.hash())) {
                throw LogRefusals.stopped(from.stream());
            }
            now = applied(now, entry);
        }
        if (now.revision() == from.revision()) {
            throw LogRefusals.stopped(from.stream());
        }
        return now;
    }

    private static FoldedState applied(FoldedState now, SealedEntry entry) {
        try {
            return now.apply(entry);
        } catch (RuntimeException e) {
            // of a later release, or a bug: the stream is stopped before it, for every reader
            throw LogRefusals.stopped(now.stream());
        }
    }

    private synchronized void keep(FoldedState folded) {
        kept.removeIf(other -> other.stream().equals(folded.stream()) && other.revision() == folded.revision());
        kept.addFirst(folded);
        while (kept.size() > KEPT) {
            kept.removeLast();
        }
    }

    /**
     * Returns the heading of the entry of that revision.
     *
     * @throws Refusal 503 if the database is away
     */
    public Optional<EntryHeader> heading(TenantId stream, long revision) {
        return read(() -> ledger.at(stream, revision).map(SealedEntry::heading));
    }

    /**
     * Returns the heading of the last entry at that time.
     *
     * @throws Refusal 503 if the database is away
     */
    public Optional<EntryHeader> headingAt(TenantId stream, Instant time) {
        return read(() -> ledger.lastAt(stream, time).map(SealedEntry::heading));
    }

    /**
     * Returns the newest entry between two revisions whose changes contain all of these texts.
     *
     * @param before the revision after the last one that is searched
     * @throws Refusal 503 if the database is away
     */
    public Optional<RecordedEntry> newestContaining(TenantId stream, long from, long before, List<String> texts) {
        List<byte[]> words = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        return read(() -> ledger.newestContaining(stream, from, before, words).map(RecordedEntry::of));
    }

    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (DataAccessException e) {
            throw LogRefusals.unavailable(e);
        }
    }
}
