package dev.mandate.protocol.feed;

import java.time.Duration;

/** Why the feed is interrupted: logged when it begins, when the reason changes, and once a minute while it lasts. */
final class Interruption {
    private static final System.Logger LOGGER = System.getLogger(Replica.class.getName());
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private String reason = "";
    private Moment logged = Moment.now();
    private volatile boolean refused;

    /** The feed is connected. */
    void over() {
        reason = "";
        refused = false;
    }

    /** The feed broke, or could not be connected; one thread calls. */
    void because(Exception failure) {
        // a node that cannot be reached lets nobody in again
        refused = refused || failure instanceof RefusedException;
        String why = String.valueOf(failure.getMessage());
        boolean due = !why.equals(reason) || logged.age().compareTo(AGAIN) >= 0;
        if (due) {
            reason = why;
            logged = Moment.now();
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
