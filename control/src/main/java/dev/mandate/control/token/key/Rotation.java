package dev.mandate.control.token.key;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the schedule of token keys, on every control node: the command of whichever comes second finds nothing to do. */
public final class Rotation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);
    private static final Duration ROUND = Duration.ofSeconds(10);

    private final TokenKeys keys;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("key-rotation").factory());
    private final ScheduledFuture<?> rounds;

    public Rotation(TokenKeys keys) {
        this.keys = keys;
        this.rounds =
                timer.scheduleWithFixedDelay(this::round, ROUND.toMillis(), ROUND.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            keys.followSchedule();
        } catch (RuntimeException e) {
            // an exception would end all rounds; the next one finds the same again
            LOG.warn("token keys could not be rotated or retired; the next attempt follows in {}", ROUND, e);
        }
    }

    @Override
    public void close() {
        rounds.cancel(true);
        timer.shutdownNow();
    }
}
