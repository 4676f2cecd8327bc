package dev.mandate.protocol.feed;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came for tenants before the platform's stream was where it must be first, in its order, up to a bound. For one
 * thread.
 */
final class Held {
    /** A step of a followed stream. */
    interface Step {
        void take() throws IOException;
    }

    private record Waiting(long platform, long bytes, Step step) {}

    private final Map<Long, Deque<Waiting>> byFollow = new TreeMap<>();
    private final long most;
    private long bytes;

    /** @param most bytes that may wait */
    Held(long most) {
        this.most = most;
    }

    /** Whether something of it waits already, so that what comes after must wait too. */
    boolean has(long follow) {
        return byFollow.containsKey(follow);
    }

    /** Lets a step wait for a revision of the platform's stream; false, and then nothing of it waits, if that is too much. */
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

    /** Takes what need not wait any more. */
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
