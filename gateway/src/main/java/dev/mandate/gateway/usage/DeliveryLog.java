package dev.mandate.gateway.usage;

import dev.mandate.protocol.record.DecisionRecord;
import dev.mandate.protocol.record.RecordBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Notes how the delivery of records goes, and logs what goes wrong at most once a minute. Thread-safe. */
final class DeliveryLog {
    private static final System.Logger LOG = System.getLogger(BackChannel.class.getName());
    private static final long BETWEEN_LINES = Duration.ofMinutes(1).toNanos();
    private static final long LATELY = Duration.ofMinutes(10).toNanos();

    private final LongSupplier nanos;
    private long sent;
    private long refused;
    private long full;
    private @Nullable Long failingSince;
    private @Nullable Long droppedAt;
    private @Nullable Long loggedAt;
    private String cause = "";

    DeliveryLog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized void sent(int records) {
        sent += records;
        failingSince = null;
        cause = "";
    }

    synchronized void failed(Throwable why) {
        failingSince = Objects.requireNonNullElseGet(failingSince, nanos::getAsLong);
        cause = Objects.requireNonNullElseGet(why.getMessage(), why::toString);
        log("decision records could not be sent to the control plane, and are sent again: " + cause);
    }

    synchronized void refused(DecisionRecord record, Throwable why) {
        refused++;
        droppedAt = nanos.getAsLong();
        log("the control plane does not take the record of decision " + record.id() + ", which is dropped: "
                + why.getMessage());
    }

    /** So many were dropped for others since the start. */
    synchronized void dropped(long records) {
        if (records > full) {
            full = records;
            droppedAt = nanos.getAsLong();
            log("decision records were dropped, as too many wait: " + records + " since the start");
        }
    }

    private void log(String line) {
        long now = nanos.getAsLong();
        if (loggedAt == null || now - loggedAt >= BETWEEN_LINES) {
            loggedAt = now;
            LOG.log(System.Logger.Level.WARNING, line);
        }
    }

    synchronized Delivery delivery(RecordBuffer.Figures figures) {
        dropped(figures.full());
        long now = nanos.getAsLong();
        return new Delivery(
                figures.records(),
                sent,
                figures.full(),
                refused,
                figures.sampled(),
                failingSince == null ? Duration.ZERO : Duration.ofNanos(now - failingSince),
                cause,
                droppedAt != null && now - droppedAt < LATELY);
    }
}
