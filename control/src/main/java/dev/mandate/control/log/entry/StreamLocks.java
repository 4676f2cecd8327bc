package dev.mandate.control.log.entry;

import dev.mandate.engine.id.TenantId;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One fair lock for each stream: runs the work for one stream in order, and that for different streams in parallel. */
final class StreamLocks {
    /** A stream's lock; kept while a thread holds it or waits for it. */
    private static final class StreamLock {
        private final ReentrantLock lock = new ReentrantLock(true);
        /** Changed inside the map's own lock for the stream alone. */
        private int users;
    }

    private final Map<TenantId, StreamLock> locks = new ConcurrentHashMap<>();

    /** Runs the work when all earlier work for the stream is done, and returns its result. */
    <T> T withLock(TenantId stream, Supplier<T> work) {
        StreamLock held = Objects.requireNonNull(locks.compute(stream, (s, known) -> {
            StreamLock used = known == null ? new StreamLock() : known;
            used.users++;
            return used;
        }));
        held.lock.lock();
        try {
            return work.get();
        } finally {
            held.lock.unlock();
            locks.computeIfPresent(stream, (s, known) -> --known.users == 0 ? null : known);
        }
    }

    /** Returns the number of streams with work. */
    int size() {
        return locks.size();
    }
}
