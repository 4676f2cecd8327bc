package dev.mandate.control.front.body;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Until when the bytes of one request's body must arrive.
 *
 * @param end of all of it, on the clock
 * @param silence the longest pause between two bytes
 * @param clock {@link System#nanoTime}, or a test's
 */
record BodyDeadline(long end, Duration silence, LongSupplier clock) {
    static BodyDeadline within(Duration time, Duration silence) {
        return within(time, silence, System::nanoTime);
    }

    static BodyDeadline within(Duration time, Duration silence, LongSupplier clock) {
        return new BodyDeadline(clock.getAsLong() + time.toNanos(), silence, clock);
    }

    /** Returns how long the next byte may take; zero or less once it is too late. */
    Duration left() {
        Duration left = Duration.ofNanos(end - clock.getAsLong());
        return left.compareTo(silence) < 0 ? left : silence;
    }

    /** Returns the deadline of what is read after the answer, from now on. */
    BodyDeadline restarted(Duration time) {
        return within(time, time, clock);
    }
}
