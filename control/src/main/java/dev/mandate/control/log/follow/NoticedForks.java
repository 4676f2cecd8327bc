package dev.mandate.control.log.follow;

import dev.mandate.engine.id.TenantId;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The forks of the log that this node has noticed since it started: their number and the newest ones. */
final class NoticedForks {
    private static final System.Logger LOGGER = System.getLogger(NoticedForks.class.getName());
    private static final int SHOWN = 100;

    private final InstantSource clock;
    private final Deque<LogFork> newest = new ArrayDeque<>();
    private long count;

    NoticedForks(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void add(TenantId stream) {
        LOGGER.log(
                System.Logger.Level.ERROR,
                "the log of `" + stream
                        + "` took another course: entries that were acknowledged are gone, folding anew");
        count++;
        newest.addFirst(new LogFork(stream, clock.instant()));
        if (newest.size() > SHOWN) {
            newest.removeLast();
        }
    }

    synchronized long count() {
        return count;
    }

    /** Returns the newest hundred, newest first. */
    synchronized List<LogFork> newest() {
        return List.copyOf(newest);
    }
}
