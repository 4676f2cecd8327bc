package dev.mandate.protocol.feed;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Steps of tenants that wait, in order, until the platform's stream reaches the revision they need. Bounded in bytes.
 * For one thread.
 */
final class Held {
    /** A change to a followed stream. */
    interface Step {
        void take() throws IOException;
    }

    private record Waiting(long platform, long bytes, Step step) {}

    private final Map<Long, Deque<Waiting>> byFollow = new TreeMap<>();
    private final long most;
    private long bytes;

    /**
     * @param most the maximum number of waiting bytes
     */
    Held(long most) {
        this.most = most;
    }

    /** Returns whether steps of this stream wait already, so that later ones must wait too. */
    boolean has(long follow) {
        return byFollow.containsKey(follow);
    }

    /**
     * Queues a step until the platform's stream reaches a revision. Returns false if there is no room; then all waiting
     * steps of this stream are discarded.
     */
    boolean add(long follow, long platform, long size, Step step) {
        if (bytes + size > most) {
            forget(follow);
            return false;
        }
        bytes += size;
        byFollow.computeIfAbsent(follow, f -> new ArrayDeque<>()).add(new Waiting(platform, size, step));
        return true;
    }

    private void forget(long follow) {
        Deque<Waiting> gone = byFollow.remove(follow);
        if (gone != null) {
            gone.forEach(w -> bytes -= w.bytes());
        }
    }

    /** Applies the steps that no longer need to wait. */
    void release(long platform) throws IOException {
        for (Iterator<Deque<Waiting>> all = byFollow.values().iterator(); all.hasNext(); ) {
            Deque<Waiting> waiting = all.next();
            while (!waiting.isEmpty() && waiting.peek().platform() <= platform) {
                Waiting first = waiting.remove();
                bytes -= first.bytes();
                first.step().take();
            }
            if (waiting.isEmpty()) {
                all.remove();
            }
        }
    }

    void clear() {
        byFollow.clear();
        bytes = 0;
    }
}
