package dev.mandate.control.decision;

import dev.mandate.protocol.record.DecisionRecord;
import dev.mandate.protocol.record.RecordBuffer;
import dev.mandate.protocol.worker.Worker;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores this node's own denials, as gateways report theirs. No answer waits for it: records are stored a moment later and together.
 * When more come than the database takes, the app that has most of them waiting loses its oldest.
 */
public final class DecisionJournal implements Worker.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionJournal.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Consumer<List<DecisionRecord>> store;
    private final DecisionSettings settings;
    private final RecordBuffer waiting;
    private final LongAdder failed = new LongAdder();
    private final CountDownLatch drained = new CountDownLatch(1);
    private final Worker worker;
    private volatile boolean stopping;
    /** Records of the batch that is being stored. */
    private volatile int inProgress;

    /** @param store stores a batch of records, or throws; then they are lost, and counted */
    DecisionJournal(Consumer<List<DecisionRecord>> store, DecisionSettings settings) {
        this.store = store;
        this.settings = settings;
        this.waiting = new RecordBuffer(settings.waiting(), System::nanoTime);
        this.worker = new Worker("decisions", LOOK, this::storeWaiting).start();
    }

    /** Takes a record; returns at once. */
    public void keep(DecisionRecord denied) {
        waiting.add(denied);
        worker.wake();
    }

    private void storeWaiting() {
        for (List<DecisionRecord> batch = take(); !batch.isEmpty(); batch = take()) {
            store(batch);
        }
        if (stopping) {
            drained.countDown();
        }
    }

    private List<DecisionRecord> take() {
        return waiting.take(settings.mostPerReport(), settings.largestReport());
    }

    private void store(List<DecisionRecord> batch) {
        inProgress = batch.size();
        try {
            store.accept(batch);
        } catch (RuntimeException | Error e) {
            failed.add(batch.size());
            // the worker logs it, at most once a minute
            throw new IllegalStateException(
                    batch.size() + " decisions are lost, as the database did not take them; " + failed
                            + " since the start",
                    e);
        } finally {
            inProgress = 0;
        }
    }

    /** Returns the figures of records that wait, and of those that found no room. */
    RecordBuffer.Figures figures() {
        return waiting.figures();
    }

    /** Returns how many records are lost because the database did not take them. */
    long failed() {
        return failed.sum();
    }

    @Override
    public List<Worker> workers() {
        return List.of(worker);
    }

    /** Stores what waits until the deadline, then stops and logs how many records are lost. */
    @PreDestroy
    void stop() {
        long failedBefore = failed();
        stopping = true;
        worker.wake();
        awaitDrained();
        worker.stop(Duration.ZERO);
        long lost = failed() - failedBefore + figures().records() + inProgress;
        if (lost > 0) {
            LOG.warn(
                    "{} decisions are lost: the control plane stopped, and the database had not taken them after {} ms",
                    lost,
                    settings.drain().toMillis());
        }
    }

    private void awaitDrained() {
        try {
            var _ = drained.await(settings.drain().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
