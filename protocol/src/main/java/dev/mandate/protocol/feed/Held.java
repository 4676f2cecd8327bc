package dev.mandate.protocol.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Steps of tenants that wait, in order, until the platform's stream reaches the revision they need. Bounded in bytes.
 * For one thread.
 */
final class Held {
    /** A change to a followed stream. */
    interface Step {
        void take();
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

    /** Discards all waiting steps of this stream. */
    void forget(long follow) {
        Deque<Waiting> gone = byFollow.remove(follow);
        if (gone != null) {
            gone.forEach(w -> bytes -= w.bytes());
        }
    }

    /** Applies the steps that no longer need to wait. A step may discard those that wait behind it. */
    void release(long platform) {
        List.copyOf(byFollow.keySet()).forEach(follow -> release(follow, platform));
    }

    private void release(long follow, long platform) {
        Deque<Waiting> waiting = byFollow.get(follow);
        while (waiting != null && !waiting.isEmpty() && waiting.peek().platform() <= platform) {
            Waiting first = waiting.remove();
            bytes -= first.bytes();
            first.step().take();
            waiting = byFollow.get(follow);
        }
        if (waiting != null && waiting.isEmpty()) {
            byFollow.remove(follow);
        }
    }

    void clear() {
        byFollow.clear();
        bytes = 0;
    }
}
