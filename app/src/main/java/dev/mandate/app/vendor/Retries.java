package dev.mandate.app.vendor;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks again until an answer is as it must be, since a change takes milliseconds to reach the gateway. */
public final class Retries {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Retries() {}

    /** The first answer that is right, or the last one asked for. */
    public static <T> T until(Predicate<T> right, Supplier<T> ask) {
        long end = System.nanoTime() + LONGEST.toNanos();
        T answer = ask.get();
        while (!right.test(answer) && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = ask.get();
        }
        return answer;
    }
}
