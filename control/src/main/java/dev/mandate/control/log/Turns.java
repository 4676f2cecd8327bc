package dev.mandate.control.log;

import dev.mandate.engine.id.TenantId;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Does the work for one stream in turn, and the work for different streams at the same time. */
final class Turns {
    /** A stream's lock; it is there while somebody holds it or waits for it. */
    private static final class Turn {
        private final ReentrantLock lock = new ReentrantLock(true);
        /** Changed inside the map's own lock for the stream alone. */
        private int users;
    }

    private final Map<TenantId, Turn> turns = new ConcurrentHashMap<>();

    /** Does the work once all earlier work for the stream is done. */
    <T> T inTurn(TenantId stream, Supplier<T> work) {
        Turn turn = Objects.requireNonNull(turns.compute(stream, (s, known) -> {
            Turn used = known == null ? new Turn() : known;
            used.users++;
            return used;
        }));
        turn.lock.lock();
        try {
            return work.get();
        } finally {
            turn.lock.unlock();
            turns.computeIfPresent(stream, (s, known) -> --known.users == 0 ? null : known);
        }
    }

    /** Returns how many streams are worked for. */
    int size() {
        return turns.size();
    }
}
