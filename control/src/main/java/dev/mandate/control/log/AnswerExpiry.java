package dev.mandate.control.log;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Deletes old answers now and then, on every node: who comes second finds nothing to do. */
final class AnswerExpiry implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(AnswerExpiry.class.getName());

    private final Log log;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("answer-expiry").factory());

    AnswerExpiry(Log log, Duration every) {
        this.log = log;
        Future<?> _ =
                timer.scheduleWithFixedDelay(this::round, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            log.expireAnswers();
        } catch (DataAccessException | TransactionException e) {
            // an exception would end all rounds; the next one finds the same again
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "old answers are not deleted, which is tried again: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
