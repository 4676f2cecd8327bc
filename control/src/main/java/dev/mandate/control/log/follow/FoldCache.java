package dev.mandate.control.log.follow;

import dev.mandate.control.log.entry.FoldedState;
import dev.mandate.engine.id.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tenants' folds in memory: at most a given number; the least recently used one is dropped first. A held fold stays, so
 * there may be more for a while. A reader of a dropped fold has the state of when it was dropped.
 */
final class FoldCache {
    private final StreamFold.Environment environment;
    private final int most;
    private final Map<TenantId, StreamFold> folds = new ConcurrentHashMap<>();
    /** Failures of folds that were dropped from memory: readiness keeps reporting them. */
    private final Map<TenantId, StreamFailure> dropped = new ConcurrentHashMap<>();

    FoldCache(StreamFold.Environment environment, int most) {
        this.environment = environment;
        this.most = most;
    }

    /** Returns the fold if it is in memory. */
    Optional<StreamFold> find(TenantId tenant) {
        return Optional.ofNullable(folds.get(tenant));
    }

    /** Returns the state as far as it was followed; loads the fold if it is not in memory. */
    FoldedState folded(TenantId tenant) {
        StreamFold fold = folds.get(tenant);
        if (fold == null || !fold.loaded()) {
            return loaded(tenant);
        }
        fold.use();
        return fold.folded();
    }

    private FoldedState loaded(TenantId tenant) {
        try (Streams.Hold _ = hold(tenant)) {
            StreamFold fold = folds.get(tenant);
            if (fold == null) {
                throw new AssertionError("this is a bug: a fold that is held went");
            }
            if (!fold.loaded()) {
                fold.catchUp();
                dropped.remove(tenant);
            }
            return fold.folded();
        } finally {
            trim();
        }
    }

    Streams.Hold hold(TenantId tenant) {
        folds.compute(tenant, (t, known) -> {
            StreamFold fold = known == null ? new StreamFold(t, environment) : known;
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
            fold.failure().ifPresent(s -> dropped.put(t, s));
            return null;
        });
    }

    /** Applies new entries of the streams that moved; those that failed try again. */
    void entriesArrived(Iterable<TenantId> moved) {
        for (TenantId tenant : moved) {
            find(tenant).ifPresent(StreamFold::entriesArrived);
        }
        folds.values().stream().filter(f -> f.failure().isPresent()).forEach(StreamFold::entriesArrived);
    }

    /** Returns why the stream cannot be followed; empty if it can. */
    Optional<StreamFailure> failure(TenantId tenant) {
        return find(tenant)
                .filter(StreamFold::loaded)
                .map(StreamFold::failure)
                .orElseGet(() -> Optional.ofNullable(dropped.get(tenant)));
    }

    /** Returns every stream that cannot be followed. */
    Map<TenantId, StreamFailure> failures() {
        Map<TenantId, StreamFailure> all = new HashMap<>(dropped);
        folds.forEach((tenant, fold) -> fold.failure().ifPresent(s -> all.put(tenant, s)));
        return all;
    }

    int size() {
        return folds.size();
    }
}
