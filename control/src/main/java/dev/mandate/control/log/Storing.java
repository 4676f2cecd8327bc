package dev.mandate.control.log;

import dev.mandate.engine.id.TenantId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Stores a fold every so many entries, beside the way of whoever moved it. */
final class Storing implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Storing.class.getName());

    private final StoredFolds folds;
    private final int every;
    private final Map<TenantId, Long> seen = new ConcurrentHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("stored-folds").factory());

    Storing(StoredFolds folds, int every) {
        this.folds = folds;
        this.every = every;
    }

    /** What is stored of the stream; it need not be stored again. */
    Optional<Folded> load(TenantId stream) {
        Optional<Folded> stored = folds.load(stream);
        seen.put(stream, stored.map(Folded::revision).orElse(0L));
        return stored;
    }

    /** To be called with each move of a stream, in order. */
    void moved(Folded folded) {
        long before = seen.getOrDefault(folded.stream(), 0L);
        if (folded.revision() / every != before / every && !thread.isShutdown()) {
            thread.execute(() -> store(folded));
        }
        seen.put(folded.stream(), folded.revision());
    }

    private void store(Folded folded) {
        try {
            folds.store(folded);
        } catch (DataAccessException | TransactionException e) {
            LOGGER.log(System.Logger.Level.WARNING, "fold of `" + folded.stream() + "` is not stored", e);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
