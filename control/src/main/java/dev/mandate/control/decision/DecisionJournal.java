package dev.mandate.control.decision;

import dev.mandate.protocol.record.DecisionRecord;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Keeps what this node itself denied, as gateways report what they did. No answer waits for it: records are kept a moment
 * later and together, and when more come than the database takes, the newest are left out.
 */
@Component
public final class DecisionJournal {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionJournal.class);
    private static final int MOST_WAITING = 10_000;

    private final DecisionStore store;
    private final DecisionSettings settings;
    private final BlockingQueue<DecisionRecord> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread keeper;

    DecisionJournal(DecisionStore store, DecisionSettings settings) {
        this.store = store;
        this.settings = settings;
        this.keeper = Thread.ofVirtual().name("decisions").start(this::run);
    }

    /** Takes a record; returns at once. */
    public void keep(DecisionRecord denied) {
        if (!waiting.offer(denied)) {
            LOG.debug("decision {} is not kept: too many wait", denied.id());
        }
    }

    private void run() {
        try {
            while (true) {
                List<DecisionRecord> together = new ArrayList<>();
                together.add(waiting.take());
                waiting.drainTo(together, settings.mostPerReport() - 1);
                keep(together);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(List<DecisionRecord> together) {
        try {
            store.keep(together);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("{} decisions are not kept, and cannot be explained", together.size(), e);
        }
    }

    @PreDestroy
    void stop() {
        keeper.interrupt();
    }
}
