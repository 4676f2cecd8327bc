package dev.mandate.protocol.record;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A token bucket: lets {@code perMinute} records through in a minute, with a burst of at most that many after a minute
 * of rest. Not thread-safe; guarded by the buffer's lock.
 */
final class Sample {
    private static final double NANOS = TimeUnit.MINUTES.toNanos(1);

    private final int perMinute;
    private final LongSupplier nanos;
    private double left;
    private long seen;

    Sample(int perMinute, LongSupplier nanos) {
        this.perMinute = perMinute;
        this.nanos = nanos;
        this.left = perMinute;
        this.seen = nanos.getAsLong();
    }

    /** Returns whether another record may pass, and if so counts it. */
    boolean take() {
        long now = nanos.getAsLong();
        left = Math.min(perMinute, left + (now - seen) * (perMinute / NANOS));
        seen = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
