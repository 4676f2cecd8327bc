package dev.mandate.control.decision;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Forgets decisions that were kept long enough, now and then, on every node: who comes second finds nothing to do. */
@Component
final class Forgetting {
    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);

    private final DecisionStore store;
    private final DecisionSettings settings;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("forgetting").factory());
    private final ScheduledFuture<?> rounds;

    Forgetting(DecisionStore store, DecisionSettings settings) {
        this.store = store;
        this.settings = settings;
        long period = settings.cleanUp().toMillis();
        this.rounds = timer.scheduleWithFixedDelay(this::round, period, period, TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            int forgotten = store.forget(settings.keep());
            LOG.debug("forgot {} decisions", forgotten);
        } catch (DataAccessException e) {
            // an exception would end all rounds; the next one finds the same again
            LOG.warn("old decisions could not be forgotten, which is tried again", e);
        }
    }

    @PreDestroy
    void stop() {
        rounds.cancel(false);
        timer.shutdownNow();
    }
}
