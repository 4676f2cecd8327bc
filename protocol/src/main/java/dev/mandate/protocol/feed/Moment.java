package dev.mandate.protocol.feed;

import java.time.Duration;

/**
 * A point in time whose age is never understated. The age is the larger of two: by the monotonic clock, which may stop
 * while the machine sleeps, and by the wall clock, which may be set back.
 *
 * @param nanos value of {@link System#nanoTime}
 * @param millis value of {@link System#currentTimeMillis}
 */
public record Moment(long nanos, long millis) {
    public static Moment now() {
        return new Moment(System.nanoTime(), System.currentTimeMillis());
    }

    /** Returns the moment earlier by the duration. */
    public Moment minus(Duration duration) {
        return new Moment(nanos - duration.toNanos(), millis - duration.toMillis());
    }

    /** Returns the time since this moment. */
    public Duration age() {
        return ageAt(now());
    }

    Duration ageAt(Moment now) {
        return Duration.ofNanos(Math.max(now.nanos - nanos, (now.millis - millis) * 1_000_000));
    }
}
