package dev.mandate.control.log.follow;

import dev.mandate.control.log.entry.FoldedState;
import dev.mandate.control.log.entry.StoredFolds;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.feed.Moment;
import dev.mandate.protocol.worker.Worker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stores folds in the background when a burst of entries ends or lasts too long. */
final class FoldSaver implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final int PATIENCE = 15;

    private final StoredFolds folds;
    private final int leastEntries;
    private final Duration quiet;
    private final Map<TenantId, Due> due = new ConcurrentHashMap<>();
    private final Worker worker;

    /** A fold to be stored. */
    private record Due(StreamFold fold, Moment since, Moment moved) {
        Due again() {
            return new Due(fold, since, Moment.now());
        }
    }

    FoldSaver(StoredFolds folds, LogSettings settings) {
        this.folds = folds;
        this.leastEntries = settings.foldEvery();
        this.quiet = settings.foldQuiet();
        this.worker = new Worker("stored-folds", INTERVAL, this::storeDue).start();
    }

    /** Called after each move of a fold. */
    void moved(StreamFold fold) {
        if (fold.cost().justifiesStoring(leastEntries)) {
            Moment now = Moment.now();
            due.compute(fold.stream(), (s, before) -> before == null ? new Due(fold, now, now) : before.again());
        }
    }

    private void storeDue() {
        due.forEach((stream, it) -> {
            if (it.moved().age().compareTo(quiet) >= 0
                    || it.since().age().compareTo(quiet.multipliedBy(PATIENCE)) >= 0) {
                due.remove(stream);
                store(it.fold());
            }
        });
    }

    Worker worker() {
        return worker;
    }

    private void store(StreamFold fold) {
        try {
            FoldedState folded = fold.folded();
            fold.cost().reset(folds.store(folded));
        } catch (RuntimeException e) {
            throw new IllegalStateException("the fold of `" + fold.stream() + "` is not stored", e);
        }
    }

    @Override
    public void close() {
        worker.stop(Duration.ofSeconds(5));
    }
}
