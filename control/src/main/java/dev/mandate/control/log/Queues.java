package dev.mandate.control.log;

import dev.mandate.engine.id.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The commands of this node wait for their turn by stream, first come first served, rather than race in the database. */
final class Queues {
    private final Map<TenantId, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Duration patience;

    Queues(Duration patience) {
        this.patience = patience;
    }

    /** One command's turn on its stream. */
    record Turn(TenantId stream, ReentrantLock lock) implements AutoCloseable {
        @Override
        public void close() {
            lock.unlock();
        }
    }

    /**
     * Waits for its turn.
     *
     * @throws Refusal 503 if it does not come in time
     */
    Turn await(TenantId stream) {
        ReentrantLock lock = locks.computeIfAbsent(stream, s -> new ReentrantLock(true));
        try {
            if (lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return new Turn(stream, lock);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Refusals.queued(stream);
    }
}
