package dev.mandate.control.log;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.feed.Moment;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Stores folds beside the way of whoever moves them, once a burst of entries is over or has gone on for long. */
final class Storing implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Storing.class.getName());
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int PATIENCE = 15;

    private final StoredFolds folds;
    private final int leastEntries;
    private final Duration quiet;
    private final Map<TenantId, Due> due = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** A fold to be stored. */
    private record Due(StreamFold fold, Moment since, Moment moved) {
        Due again() {
            return new Due(fold, since, Moment.now());
        }
    }

    Storing(StoredFolds folds, LogSettings settings) {
        this.folds = folds;
        this.leastEntries = settings.foldEvery();
        this.quiet = settings.foldQuiet();
        this.thread = Thread.ofVirtual().name("stored-folds").start(this::run);
    }

    /** To be called after each move. */
    void moved(StreamFold fold) {
        if (fold.unsaved().outweighs(leastEntries)) {
            Moment now = Moment.now();
            due.compute(fold.stream(), (s, before) -> before == null ? new Due(fold, now, now) : before.again());
        }
    }

    private void run() {
        try {
            while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                due.forEach((stream, it) -> {
                    if (it.moved().age().compareTo(quiet) >= 0
                            || it.since().age().compareTo(quiet.multipliedBy(PATIENCE)) >= 0) {
                        due.remove(stream);
                        store(it.fold());
                    }
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void store(StreamFold fold) {
        try {
            Folded folded = fold.folded();
            fold.unsaved().stored(folds.store(folded));
        } catch (DataAccessException | TransactionException e) {
            LOGGER.log(System.Logger.Level.WARNING, "fold of `" + fold.stream() + "` is not stored: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
