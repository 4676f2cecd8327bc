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
 * A queue of records that wait to be sent or stored, bounded in number and bytes. Thread-safe.
 *
 * <p>Each app has its own queue; callers without a verified token share one. When the buffer is full, the oldest record
 * of the queue with the most bytes is dropped. Batches take one record of each queue in turn. So an app loses records
 * only while no other app has more bytes waiting, and it never waits behind another app's flood.
 */
public final class RecordBuffer {
    /** Records a minute, of each app, of tokens that are not active: a tenth of what an app may store in an hour. */
    public static final int INACTIVE_PER_MINUTE = 6;

    private static final String NO_APP = "";
    /** Ends the name of a queue of denials of inactive tokens; no app's id has it. */
    private static final String INACTIVE = "!inactive";
    /** The most apps of which the rate is remembered; of one that was forgotten a full minute may pass. */
    private static final int MOST_REMEMBERED = 10_000;

    private final RecordBounds bounds;
    private final LongSupplier nanos;
    private final Sample withoutApp;
    /** Rates of the apps with denials of inactive tokens, the one used longest ago first. */
    private final Map<String, Sample> inactive = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sample> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };
    /** Queues in the order of their turns. */
    private final SequencedMap<String, Queue> queues = new LinkedHashMap<>();

    private final TreeSet<Queue> byBytes =
            new TreeSet<>(Comparator.comparingLong(Queue::bytes).thenComparing(Queue::app));
    private int records;
    private long bytes;
    private long full;
    private long sampled;

    /**
     * Creates an empty buffer.
     *
     * @param nanos a monotonic clock, such as {@link System#nanoTime}
     */
    public RecordBuffer(RecordBounds bounds, LongSupplier nanos) {
        this.bounds = bounds;
        this.nanos = nanos;
        this.withoutApp = new Sample(bounds.withoutAppPerMinute(), nanos);
    }

    /**
     * The backlog, and the records dropped since the start.
     *
     * @param records number of waiting records
     * @param bytes bytes of the waiting records
     * @param full number of records dropped because the buffer was full
     * @param sampled number of records of callers without an active token that were dropped because they exceeded the rate
     */
    public record Figures(int records, long bytes, long full, long sampled) {}

    /** Adds a record; drops and counts it if it is of a caller without an active token and exceeds the rate. */
    public synchronized void add(DecisionRecord record) {
        if (!isWithinRate(record)) {
            sampled++;
            return;
        }
        insert(record, false);
        makeRoom();
    }

    private boolean isWithinRate(DecisionRecord record) {
        String app = record.app();
        if (app == null) {
            return withoutApp.take();
        }
        return !record.ofInactiveBearer()
                || inactive.computeIfAbsent(app, first -> new Sample(INACTIVE_PER_MINUTE, nanos))
                        .take();
    }

    /**
     * Removes and returns the oldest record of each queue in turn: at most {@code most} records and {@code mostBytes},
     * but at least one record if any waits.
     */
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

    /** Puts a batch back at the front, as far as there is room. */
    public synchronized void putBack(List<DecisionRecord> batch) {
        batch.reversed().forEach(record -> insert(record, true));
        makeRoom();
    }

    /** Returns the current figures. */
    public synchronized Figures figures() {
        return new Figures(records, bytes, full, sampled);
    }

    private void insert(DecisionRecord record, boolean first) {
        Queue queue = queues.computeIfAbsent(queueOf(record), Queue::new);
        byBytes.remove(queue);
        count(queue.insert(record, first), 1);
        byBytes.add(queue);
    }

    private static String queueOf(DecisionRecord record) {
        String app = Objects.requireNonNullElse(record.app(), NO_APP);
        return record.ofInactiveBearer() ? app + INACTIVE : app;
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

    /**
     * The waiting records of one app. Its order in {@link #byBytes} depends on its bytes, so remove it there before a
     * change and add it again afterwards.
     */
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
