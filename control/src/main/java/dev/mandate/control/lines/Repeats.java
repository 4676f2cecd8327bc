package dev.mandate.control.lines;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts equal lines in a window of time that its owner ends. Holds at most 1,000 kinds of lines. Thread-safe. */
final class Repeats {
    private static final int MOST_KINDS = 1_000;

    /** All kinds beyond the most that are counted apart. */
    private static final String OTHERS = "other lines";

    private final int most;
    private volatile ConcurrentMap<String, AtomicLong> seen = new ConcurrentHashMap<>();

    /** @param most lines of one kind in one window */
    Repeats(int most) {
        this.most = most;
    }

    /** Lines of one kind that were not written. */
    record LeftOut(String kind, long lines) {}

    /** Counts a line, and returns whether it is written. */
    boolean admits(String kind) {
        ConcurrentMap<String, AtomicLong> now = seen;
        String counted = now.containsKey(kind) || now.size() < MOST_KINDS ? kind : OTHERS;
        return now.computeIfAbsent(counted, k -> new AtomicLong()).incrementAndGet() <= most;
    }

    /** Ends the window, and returns what was left out in it, the most frequent first. */
    List<LeftOut> turn() {
        ConcurrentMap<String, AtomicLong> ended = seen;
        seen = new ConcurrentHashMap<>();
        return ended.entrySet().stream()
                .map(e -> new LeftOut(e.getKey(), e.getValue().get() - most))
                .filter(leftOut -> leftOut.lines() > 0)
                .sorted(Comparator.comparingLong(LeftOut::lines).reversed())
                .toList();
    }
}
