package dev.mandate.protocol.feed;

import java.time.Duration;
import java.util.function.Supplier;

/** Logs why the feed is interrupted: when the reason changes, and at most once a minute for the same reason. */
final class Interruption {
    private static final System.Logger LOGGER = System.getLogger(Replica.class.getName());
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Supplier<Moment> clock;
    private String reason = "";
    private Moment logged;
    private volatile boolean refused;

    Interruption(Supplier<Moment> clock) {
        this.clock = clock;
        this.logged = clock.get();
    }

    /** Notes that the feed is connected. Keeps the reason: a connection that opens and breaks again is logged once a minute. */
    void over() {
        refused = false;
    }

    /** The feed broke, or could not be connected; one thread calls. */
    void because(Exception failure) {
        // a node that cannot be reached lets nobody in again
        refused = refused || failure instanceof RefusedException;
        String why = String.valueOf(failure.getMessage());
        Moment now = clock.get();
        boolean due = !why.equals(reason) || logged.ageAt(now).compareTo(AGAIN) >= 0;
        if (due) {
            reason = why;
            logged = now;
        }
        LOGGER.log(
                due ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                "the feed is interrupted and will be connected again: " + why);
    }

    /** Whether the node refused the key, and has let nobody in since. */
    boolean refused() {
        return refused;
    }
}
