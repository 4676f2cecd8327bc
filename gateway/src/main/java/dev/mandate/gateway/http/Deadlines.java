package dev.mandate.gateway.http;

import dev.mandate.protocol.problem.Incident;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Looks at everything that may take too long, a few times a second, so that no call needs a timer of its own. Confined to one
 * event loop.
 */
public final class Deadlines {
    /** Something that may take too long. */
    public abstract static class Timed {
        private int place = -1;

        /**
         * Ends itself if it took too long.
         *
         * @param nanos now, by {@link System#nanoTime}
         */
        protected abstract void check(long nanos);
    }

    /** How late a deadline may be noticed. */
    static final long EVERY_MILLIS = 50;

    private final List<Timed> open = new ArrayList<>();
    private long nanos = System.nanoTime();

    /** Returns the time by {@link System#nanoTime} when this looked last: late by as much as a deadline is. */
    public long nanos() {
        return nanos;
    }

    /** Looks from now on, until the event loop ends. */
    public void start(EventExecutor loop) {
        var _ = loop.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        nanos = System.nanoTime();
        // from the end, as what ends itself is replaced by the last one, which was looked at
        for (int i = open.size() - 1; i >= 0; i--) {
            if (i < open.size()) {
                check(open.get(i));
            }
        }
    }

    /** INVARIANT: never fails, or no deadline of this event loop would be noticed any more. */
    private void check(Timed timed) {
        try {
            timed.check(nanos);
        } catch (RuntimeException fault) {
            Incident.log("a deadline could not be checked", fault);
        }
    }

    /** Looks at this too. */
    public void add(Timed timed) {
        timed.place = open.size();
        open.add(timed);
    }

    /** Looks at it no more. Does nothing if it was removed before. */
    @SuppressWarnings("ReferenceEquality") // the very one
    public void remove(Timed timed) {
        if (timed.place < 0) {
            return;
        }
        Timed last = open.removeLast();
        if (last != timed) {
            open.set(timed.place, last);
            last.place = timed.place;
        }
        timed.place = -1;
    }
}
