package dev.mandate.control.lines;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts equal lines in a window of time that its owner ends. Holds at most 1,000 kinds of lines. Thread-safe.
 *
 * <p>INVARIANT: each line is admitted or counted in exactly one window, so what was written and what was left out add up to what came.
 */
final class LineCounter {
    private static final int MOST_KINDS = 1_000;

    /** All kinds beyond the most that are counted apart. */
    private static final String OTHERS = "other lines";

    private final int most;
    private final Map<String, Long> seen = new HashMap<>();
    private boolean ended;

    /** @param most lines of one kind that are written in one window */
    LineCounter(int most) {
        this.most = most;
    }

    /** Lines of one kind that were not written. */
    record LeftOut(String kind, long lines) {}

    /** Counts a line, and returns whether it is written. */
    synchronized boolean admits(String kind) {
        String counted = seen.containsKey(kind) || seen.size() < MOST_KINDS ? kind : OTHERS;
        return ended || seen.merge(counted, 1L, Long::sum) <= most;
    }

    /** Ends the window, and returns what was left out in it, the most frequent first. */
    synchronized List<LeftOut> turn() {
        List<LeftOut> leftOut = seen.entrySet().stream()
                .map(e -> new LeftOut(e.getKey(), e.getValue() - most))
                .filter(l -> l.lines() > 0)
                .sorted(Comparator.comparingLong(LeftOut::lines).reversed())
                .toList();
        seen.clear();
        return leftOut;
    }

    /** Ends the last window as {@link #turn} does; every later line is admitted, as nobody would log its count. */
    synchronized List<LeftOut> end() {
        ended = true;
        return turn();
    }
}
