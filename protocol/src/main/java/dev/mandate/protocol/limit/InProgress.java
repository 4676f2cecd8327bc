package dev.mandate.protocol.limit;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the requests in progress of each address, and refuses those above a limit. Thread-safe. */
public final class InProgress {
    private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();
    private final int most;

    /**
     * @param most the maximum number of concurrent requests of one address
     */
    public InProgress(int most) {
        this.most = most;
    }

    /** A place for one request of an address; closed when the request is done. */
    @FunctionalInterface
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** Takes a place; empty if the address already has the maximum. */
    public Optional<Place> take(String address) {
        if (counts.merge(address, 1, Integer::sum) > most) {
            leave(address);
            refused.increment();
            return Optional.empty();
        }
        return Optional.of(() -> leave(address));
    }

    /** Returns the live counter of refused requests. */
    public LongAdder refused() {
        return refused;
    }

    /** INVARIANT: an address without requests has no entry, so there are never more entries than connections. */
    private void leave(String address) {
        counts.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }
}
