package dev.mandate.control.log;

import dev.mandate.control.postgres.Database;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Heading;
import dev.mandate.protocol.form.SealedEntry;
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
 * Earlier states of a stream, folded again from its log by the rules of this release, and what of the log says why. Of
 * each stream one state is folded at a time, and the last few of all are kept. Safe to share between threads.
 */
public final class Past {
    private static final int BATCH = 500;
    private static final int KEPT = 4;

    private final Ledger ledger;
    private final StoredFolds stored;
    private final Deque<Folded> kept = new ArrayDeque<>();
    private final Turns turns = new Turns();

    public Past(Database database) {
        this.ledger = new Ledger(database.dataSource());
        this.stored = new StoredFolds(database.dataSource(), ledger);
    }

    /**
     * Both folds after that entry.
     *
     * @throws Refusal 503 if the database is away, or the log cannot be followed so far
     */
    public Folded at(TenantId stream, long revision) {
        return turns.inTurn(
                stream,
                () -> read(() -> {
                    Folded now = nearest(stream, revision);
                    while (now.revision() < revision) {
                        now = further(now, revision);
                    }
                    keep(now);
                    return now;
                }));
    }

    private Folded nearest(TenantId stream, long revision) {
        return held(stream, revision)
                .filter(this::isOfTheLog)
                .or(() -> stored.load(stream)
                        .map(StoredFolds.Stored::folded)
                        .filter(folded -> folded.revision() <= revision))
                .orElseGet(() -> Folded.empty(stream));
    }

    private synchronized Optional<Folded> held(TenantId stream, long revision) {
        return kept.stream()
                .filter(folded -> folded.stream().equals(stream) && folded.revision() <= revision)
                .max(Comparator.comparingLong(Folded::revision));
    }

    /** A restored database may have taken another course since. */
    private boolean isOfTheLog(Folded folded) {
        return ledger.at(folded.stream(), folded.revision())
                .filter(entry -> entry.hash().equals(folded.hash()))
                .isPresent();
    }

    private Folded further(Folded from, long revision) {
        int wanted = (int) Math.min(BATCH, revision - from.revision());
        Folded now = from;
        for (SealedEntry entry : ledger.from(from.stream(), from.revision() + 1, wanted)) {
            if (!entry.follows(now.hash())) {
                throw Refusals.stopped(from.stream());
            }
            now = applied(now, entry);
        }
        if (now.revision() == from.revision()) {
            throw Refusals.stopped(from.stream());
        }
        return now;
    }

    private static Folded applied(Folded now, SealedEntry entry) {
        try {
            return now.apply(entry);
        } catch (RuntimeException e) {
            // of a later release, or a bug: the stream is stopped before it, for every reader
            throw Refusals.stopped(now.stream());
        }
    }

    private synchronized void keep(Folded folded) {
        kept.removeIf(other -> other.stream().equals(folded.stream()) && other.revision() == folded.revision());
        kept.addFirst(folded);
        while (kept.size() > KEPT) {
            kept.removeLast();
        }
    }

    /**
     * Where and when the entry of that revision stands.
     *
     * @throws Refusal 503 if the database is away
     */
    public Optional<Heading> heading(TenantId stream, long revision) {
        return read(() -> ledger.at(stream, revision).map(SealedEntry::heading));
    }

    /**
     * The last entry that was there at that time.
     *
     * @throws Refusal 503 if the database is away
     */
    public Optional<Heading> headingAt(TenantId stream, Instant time) {
        return read(() -> ledger.lastAt(stream, time).map(SealedEntry::heading));
    }

    /**
     * The newest entry between two revisions whose changes hold all of these texts.
     *
     * @param before the revision after the last one that is looked at
     * @throws Refusal 503 if the database is away
     */
    public Optional<Recorded> holding(TenantId stream, long from, long before, List<String> texts) {
        List<byte[]> words = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        return read(() -> ledger.holding(stream, from, before, words).map(Recorded::of));
    }

    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (DataAccessException e) {
            throw Refusals.unavailable(e);
        }
    }
}
