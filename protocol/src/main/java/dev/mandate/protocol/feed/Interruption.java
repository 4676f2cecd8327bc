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

    /**
     * Notes that the feed is connected. Keeps the reason, so that a connection that opens and breaks again and again is
     * logged once a minute.
     */
    void over() {
        refused = false;
    }

    /** Notes that the feed broke, or could not connect. Called by one thread. */
    void because(Exception failure) {
        // an unreachable node does not lift an earlier refusal
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
                "the feed is interrupted and reconnects: " + why);
    }

    /** Returns whether a node refused the key and none has accepted it since. */
    boolean refused() {
        return refused;
    }
}
