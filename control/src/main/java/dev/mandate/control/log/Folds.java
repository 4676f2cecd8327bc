package dev.mandate.control.log;

import dev.mandate.engine.id.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tenants' folds in memory: at most so many, the least recently used go. One that is held stays, so more may be
 * there for a while. Whoever still reads one that went has what was true when it went.
 */
final class Folds {
    private final StreamFold.Surroundings around;
    private final int most;
    private final Map<TenantId, StreamFold> folds = new ConcurrentHashMap<>();
    /** Why those that went had stopped: a stream that cannot be followed stays red. */
    private final Map<TenantId, Stop> stopped = new ConcurrentHashMap<>();

    Folds(StreamFold.Surroundings around, int most) {
        this.around = around;
        this.most = most;
    }

    /** Keeps a fold in memory until it is closed. */
    @FunctionalInterface
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /** The fold, if it is in memory. */
    Optional<StreamFold> find(TenantId tenant) {
        return Optional.ofNullable(folds.get(tenant));
    }

    /** The fold as far as it was followed; loaded if it is not in memory. */
    Folded folded(TenantId tenant) {
        StreamFold fold = folds.get(tenant);
        if (fold == null || !fold.loaded()) {
            return loaded(tenant);
        }
        fold.use();
        return fold.folded();
    }

    private Folded loaded(TenantId tenant) {
        try (Hold _ = hold(tenant)) {
            StreamFold fold = folds.get(tenant);
            if (fold == null) {
                throw new AssertionError("this is a bug: a fold that is held went");
            }
            if (!fold.loaded()) {
                fold.catchUp();
                stopped.remove(tenant);
            }
            return fold.folded();
        } finally {
            trim();
        }
    }

    Hold hold(TenantId tenant) {
        folds.compute(tenant, (t, known) -> {
            StreamFold fold = known == null ? new StreamFold(t, around) : known;
            fold.hold();
            fold.use();
            return fold;
        });
        return () -> folds.computeIfPresent(tenant, (t, fold) -> {
            fold.release();
            return fold.held() || fold.loaded() ? fold : null;
        });
    }

    private synchronized void trim() {
        while (folds.size() > most) {
            Optional<StreamFold> oldest =
                    folds.values().stream().filter(f -> !f.held()).reduce((a, b) -> a.usedBefore(b) ? a : b);
            if (oldest.isEmpty()) {
                return;
            }
            drop(oldest.get());
        }
    }

    private void drop(StreamFold fold) {
        folds.computeIfPresent(fold.stream(), (t, known) -> {
            if (known != fold || known.held()) {
                return known;
            }
            fold.stop().ifPresent(s -> stopped.put(t, s));
            return null;
        });
    }

    /** Takes in that these moved; those that could not go on try again. */
    void news(Iterable<TenantId> moved) {
        for (TenantId tenant : moved) {
            find(tenant).ifPresent(StreamFold::news);
        }
        folds.values().stream().filter(f -> f.stop().isPresent()).forEach(StreamFold::news);
    }

    /** Why the stream goes no further, if that is so. */
    Optional<Stop> stop(TenantId tenant) {
        return find(tenant)
                .filter(StreamFold::loaded)
                .map(StreamFold::stop)
                .orElseGet(() -> Optional.ofNullable(stopped.get(tenant)));
    }

    /** Every stream that goes no further. */
    Map<TenantId, Stop> stopped() {
        Map<TenantId, Stop> all = new HashMap<>(stopped);
        folds.forEach((tenant, fold) -> fold.stop().ifPresent(s -> all.put(tenant, s)));
        return all;
    }

    int size() {
        return folds.size();
    }
}
