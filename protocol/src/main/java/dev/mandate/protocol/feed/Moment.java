package dev.mandate.protocol.feed;

import java.time.Duration;

/**
 * A point in time whose age no clock makes too small: the larger of what the monotonic clock says, which may stand still
 * while the machine sleeps, and of what the wall clock says, which may be set back.
 *
 * @param nanos of {@link System#nanoTime}
 * @param millis of {@link System#currentTimeMillis}
 */
public record Moment(long nanos, long millis) {
    public static Moment now() {
        return new Moment(System.nanoTime(), System.currentTimeMillis());
    }

    /** The moment that long before. */
    public Moment minus(Duration duration) {
        return new Moment(nanos - duration.toNanos(), millis - duration.toMillis());
    }

    /** How long ago it is. */
    public Duration age() {
        return ageAt(now());
    }

    Duration ageAt(Moment now) {
        return Duration.ofNanos(Math.max(now.nanos - nanos, (now.millis - millis) * 1_000_000));
    }
}
