package dev.mandate.bench.chaos;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** How often one kind of flood was answered by each status, 0 for not at all. Thread-safe. */
final class Tally {
    private final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
    private final AtomicReference<String> fault = new AtomicReference<>("");

    /** Counts an answer, and keeps the first that is an error of the code (500) or a page of its web server. */
    void count(String request, Stranger.Answer answer) {
        statuses.computeIfAbsent(answer.status(), status -> new LongAdder()).increment();
        if (answer.status() == 500 || answer.isHtml()) {
            fault.compareAndSet("", "`" + start(request) + "` was answered " + start(answer.text()));
        }
    }

    private static String start(String text) {
        return text.substring(0, Math.min(200, text.length())).replaceAll("\\s+", " ");
    }

    long requests() {
        return statuses.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** The first answer that no stranger may get; empty if there was none. */
    String fault() {
        return fault.get();
    }

    /** Counts by status. */
    @Override
    public String toString() {
        return statuses.toString();
    }
}
