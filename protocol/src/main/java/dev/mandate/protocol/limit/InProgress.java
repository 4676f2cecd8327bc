package dev.mandate.protocol.limit;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is in progress under each key, such as an address or an app, and refuses more than a limit. Thread-safe. */
public final class InProgress {
    private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();
    private final int most;

    /**
     * @param most the maximum number in progress under one key
     */
    public InProgress(int most) {
        this.most = most;
    }

    /** A place under a key; closed when what took it is done. */
    @FunctionalInterface
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** Takes a place; empty if the key already has the maximum. */
    public Optional<Place> take(String key) {
        if (counts.merge(key, 1, Integer::sum) > most) {
            leave(key);
            refused.increment();
            return Optional.empty();
        }
        return Optional.of(() -> leave(key));
    }

    /** Returns how many are in progress under the key. */
    public int count(String key) {
        return counts.getOrDefault(key, 0);
    }

    /** Returns the live counter of refusals. */
    public LongAdder refused() {
        return refused;
    }

    /** INVARIANT: a key under which nothing is in progress has no entry, so there are never more entries than places. */
    private void leave(String key) {
        counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }
}
