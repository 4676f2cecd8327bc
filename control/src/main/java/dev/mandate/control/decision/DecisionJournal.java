package dev.mandate.control.decision;

import dev.mandate.protocol.record.DecisionRecord;
import dev.mandate.protocol.record.RecordBuffer;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Keeps what this node itself denied, as gateways report what they did. No answer waits for it: records are kept a moment
 * later and together. When more come than the database takes, the app that has most of them waiting loses its oldest.
 */
@Component
public final class DecisionJournal {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionJournal.class);

    private final DecisionStore store;
    private final DecisionSettings settings;
    private final RecordBuffer waiting;
    private final Semaphore news = new Semaphore(0);
    private final LongAdder failed = new LongAdder();
    private final Thread keeper;

    DecisionJournal(DecisionStore store, DecisionSettings settings) {
        this.store = store;
        this.settings = settings;
        this.waiting = new RecordBuffer(settings.waiting(), System::nanoTime);
        this.keeper = Thread.ofVirtual().name("decisions").start(this::run);
    }

    /** Takes a record; returns at once. */
    public void keep(DecisionRecord denied) {
        waiting.add(denied);
        news.release();
    }

    private void run() {
        try {
            while (true) {
                news.acquire();
                news.drainPermits();
                List<DecisionRecord> together = take();
                while (!together.isEmpty()) {
                    keep(together);
                    together = take();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<DecisionRecord> take() {
        return waiting.take(settings.mostPerReport(), settings.largestReport());
    }

    private void keep(List<DecisionRecord> together) {
        try {
            store.keep(together);
        } catch (DataAccessException | TransactionException e) {
            failed.add(together.size());
            LOG.warn("{} decisions are not kept, and cannot be explained: {}", together.size(), e.getMessage());
        }
    }

    /** What waits, and what found no room. */
    RecordBuffer.Figures figures() {
        return waiting.figures();
    }

    /** Decisions that the database did not take. */
    long failed() {
        return failed.sum();
    }

    @PreDestroy
    void stop() {
        keeper.interrupt();
    }
}
