package dev.mandate.control.log;

import dev.mandate.engine.id.TenantId;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The forks that this node noticed since it started: how many, and the newest of them. */
final class Forks {
    private static final System.Logger LOGGER = System.getLogger(Forks.class.getName());
    private static final int SHOWN = 100;

    private final InstantSource clock;
    private final Deque<Fork> newest = new ArrayDeque<>();
    private long count;

    Forks(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void noticed(TenantId stream) {
        LOGGER.log(
                System.Logger.Level.ERROR,
                "the log of `" + stream
                        + "` took another course: entries that were acknowledged are gone, folding anew");
        count++;
        newest.addFirst(new Fork(stream, clock.instant()));
        if (newest.size() > SHOWN) {
            newest.removeLast();
        }
    }

    synchronized long count() {
        return count;
    }

    /** The newest first, at most a hundred. */
    synchronized List<Fork> newest() {
        return List.copyOf(newest);
    }
}
