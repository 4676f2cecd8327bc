package dev.mandate.protocol.record;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * Records that wait to be sent or stored, bounded in number and bytes. Thread-safe.
 *
 * <p>Each app has a queue of its own, and callers without a verified token share one. When there is no room, the oldest record of the
 * queue with the most bytes is dropped, and batches take one record of each queue in turn. So an app loses records only while it has
 * at least as much waiting as every other, and never waits behind another's flood.
 */
public final class RecordBuffer {
    private static final String NO_APP = "";

    private final RecordBounds bounds;
    private final Sample withoutApp;
    /** In the order in which they are taken from. */
    private final SequencedMap<String, Queue> queues = new LinkedHashMap<>();

    private final TreeSet<Queue> byBytes =
            new TreeSet<>(Comparator.comparingLong(Queue::bytes).thenComparing(Queue::app));
    private int records;
    private long bytes;
    private long full;
    private long sampled;

    /**
     * An empty one.
     *
     * @param nanos a monotonic clock, as {@link System#nanoTime}
     */
    public RecordBuffer(RecordBounds bounds, LongSupplier nanos) {
        this.bounds = bounds;
        this.withoutApp = new Sample(bounds.withoutAppPerMinute(), nanos);
    }

    /**
     * What waits, and what found no room since the start.
     *
     * @param records that wait
     * @param bytes of those
     * @param full records that were dropped because others needed the room
     * @param sampled records of callers without a token, over what a minute may have
     */
    public record Figures(int records, long bytes, long full, long sampled) {}

    /** Takes a record, or counts it where it is one too many of callers without a token. */
    public synchronized void add(DecisionRecord record) {
        if (record.app() == null && !withoutApp.take()) {
            sampled++;
            return;
        }
        insert(record, false);
        makeRoom();
    }

    /** Takes the oldest of each queue in turn: at most so many records and bytes, but one record at least if any waits. */
    public synchronized List<DecisionRecord> take(int most, long mostBytes) {
        List<DecisionRecord> batch = new ArrayList<>();
        long room = mostBytes;
        while (!queues.isEmpty() && batch.size() < most) {
            Map.Entry<String, Queue> turn = queues.firstEntry();
            int next = turn.getValue().nextBytes();
            if (!batch.isEmpty() && next > room) {
                return batch;
            }
            room -= next;
            batch.add(removeFirst(turn.getValue()));
            if (queues.remove(turn.getKey()) != null) {
                queues.putLast(turn.getKey(), turn.getValue());
            }
        }
        return batch;
    }

    /** Puts a batch back before the others, as far as there is still room. */
    public synchronized void putBack(List<DecisionRecord> batch) {
        batch.reversed().forEach(record -> insert(record, true));
        makeRoom();
    }

    /** Returns the present figures. */
    public synchronized Figures figures() {
        return new Figures(records, bytes, full, sampled);
    }

    private void insert(DecisionRecord record, boolean first) {
        Queue queue = queues.computeIfAbsent(Objects.requireNonNullElse(record.app(), NO_APP), Queue::new);
        byBytes.remove(queue);
        count(queue.insert(record, first), 1);
        byBytes.add(queue);
    }

    private DecisionRecord removeFirst(Queue queue) {
        byBytes.remove(queue);
        count(-queue.nextBytes(), -1);
        DecisionRecord first = queue.removeFirst();
        if (queue.bytes() == 0) {
            queues.remove(queue.app());
        } else {
            byBytes.add(queue);
        }
        return first;
    }

    private void count(int moreBytes, int moreRecords) {
        bytes += moreBytes;
        records += moreRecords;
    }

    private void makeRoom() {
        while (records > bounds.records() || bytes > bounds.bytes()) {
            removeFirst(byBytes.last());
            full++;
        }
    }

    /** What waits of one app; its place in {@link #byBytes} is by its bytes, so it changes outside of that alone. */
    private static final class Queue {
        private record Weighed(DecisionRecord record, int bytes) {}

        private final String app;
        private final Deque<Weighed> waiting = new ArrayDeque<>();
        private long bytes;

        Queue(String app) {
            this.app = app;
        }

        String app() {
            return app;
        }

        long bytes() {
            return bytes;
        }

        int nextBytes() {
            return waiting.getFirst().bytes();
        }

        int insert(DecisionRecord record, boolean first) {
            Weighed weighed = new Weighed(record, record.bytes());
            if (first) {
                waiting.addFirst(weighed);
            } else {
                waiting.addLast(weighed);
            }
            bytes += weighed.bytes();
            return weighed.bytes();
        }

        DecisionRecord removeFirst() {
            Weighed first = waiting.removeFirst();
            bytes -= first.bytes();
            return first.record();
        }
    }
}
