package dev.mandate.protocol.feed;

import dev.mandate.engine.id.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Writes the followed streams to disk and deletes dropped ones, on one thread. Does nothing without a store folder. */
final class Keeper {
    private static final System.Logger LOGGER = System.getLogger(Keeper.class.getName());

    private final Fold fold;
    private final Duration every;
    private final @Nullable Store store;
    private final Queue<TenantId> dropped = new ConcurrentLinkedQueue<>();
    private Moment stored = Moment.now();

    /**
     * @throws UncheckedIOException if the folder cannot be written
     */
    Keeper(Fold fold, ReplicaSettings settings) {
        this.fold = fold;
        this.every = settings.storeEvery();
        this.store = store(settings.store());
    }

    private static @Nullable Store store(@Nullable Path folder) {
        try {
            return folder == null ? null : new Store(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the feed's store `" + folder + "` cannot be written", e);
        }
    }

    /** Returns the streams stored on disk. */
    Map<TenantId, StreamState> load() {
        return store == null ? Map.of() : store.load();
    }

    /** Deletes the tenant's file on the next turn. */
    void drop(TenantId tenant) {
        if (store != null) {
            dropped.add(tenant);
        }
    }

    /** Deletes the files of dropped tenants, and writes changed streams if the interval has passed. */
    void turn() {
        forget();
        if (stored.age().compareTo(every) >= 0) {
            save(false);
            stored = Moment.now();
        }
    }

    private void forget() {
        for (TenantId tenant = dropped.poll(); tenant != null; tenant = dropped.poll()) {
            try {
                if (store != null) {
                    store.forget(tenant);
                }
            } catch (IOException e) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "the stored snapshot of `" + tenant + "` cannot be deleted: " + e.getMessage());
            }
        }
    }

    /** Writes all changed streams now. */
    void save() {
        save(true);
    }

    private void save(boolean all) {
        forget();
        try {
            if (store != null) {
                store.save(fold.all(), all);
            }
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.WARNING, "the feed's store cannot be written: " + e.getMessage());
        }
    }
}
