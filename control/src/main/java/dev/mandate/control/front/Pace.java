package dev.mandate.control.front;

import java.time.Duration;

/**
 * Until when the body of one request must be there.
 *
 * @param deadline by {@link System#nanoTime}
 */
record Pace(long deadline) {
    static Pace within(Duration time) {
        return new Pace(System.nanoTime() + time.toNanos());
    }

    boolean isOver() {
        return System.nanoTime() - deadline > 0;
    }
}
