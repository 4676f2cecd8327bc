package dev.mandate.protocol.record;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Lets so many through in a minute: all of them at once after a minute of rest, else evenly. Confined to one lock. */
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

    /** Whether one more may pass, which then counts. */
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
