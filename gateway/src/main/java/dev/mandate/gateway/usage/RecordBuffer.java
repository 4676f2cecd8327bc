package dev.mandate.gateway.usage;

import dev.mandate.protocol.record.DecisionRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Records that wait to be told, a bounded number; when it is full the oldest goes. Thread-safe.
 *
 * <p>Records of callers without a verified token take at most half of it, so that a flood of them can't push out the
 * denials that a tenant will ask about.
 */
final class RecordBuffer {
    private final int most;
    private final Deque<DecisionRecord> waiting = new ArrayDeque<>();
    private long dropped;

    RecordBuffer(int most) {
        this.most = most;
    }

    synchronized void add(DecisionRecord record) {
        if (record.tenant() == null && waiting.size() >= most / 2) {
            dropped++;
            return;
        }
        if (waiting.size() >= most) {
            waiting.removeFirst();
            dropped++;
        }
        waiting.addLast(record);
    }

    /** Takes the oldest. */
    synchronized List<DecisionRecord> take(int count) {
        List<DecisionRecord> batch = new ArrayList<>(Math.min(count, waiting.size()));
        while (batch.size() < count && !waiting.isEmpty()) {
            batch.add(waiting.removeFirst());
        }
        return batch;
    }

    /** Puts a batch back before the others, as far as there is still room. */
    synchronized void putBack(List<DecisionRecord> batch) {
        for (DecisionRecord record : batch.reversed()) {
            if (waiting.size() >= most) {
                dropped++;
            } else {
                waiting.addFirst(record);
            }
        }
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    synchronized long dropped() {
        return dropped;
    }
}
