package dev.mandate.protocol.feed;

import dev.mandate.engine.id.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells the node what is followed and what not any more, and a number each second, on one thread. What cannot be told
 * breaks the connection, and the next one tells everything.
 */
final class Teller {
    private static final System.Logger LOGGER = System.getLogger(Teller.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Fold fold;
    private final Set<TenantId> untold = ConcurrentHashMap.newKeySet();
    private final Semaphore due = new Semaphore(0);
    private volatile @Nullable Link link;
    private @Nullable Link told;

    Teller(Fold fold) {
        this.fold = fold;
    }

    /** From now on it tells this one; nobody if there is none. */
    void to(@Nullable Link other) {
        link = other;
        due.release();
    }

    /** The tenant is followed, or is so no more. */
    void changed(TenantId tenant) {
        untold.add(tenant);
        due.release();
    }

    /** Somebody wants to know soon where the log ends. */
    void ask() {
        due.release();
    }

    /** Goes on until it is interrupted. */
    void run() {
        try {
            while (true) {
                if (due.tryAcquire(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    due.drainPermits();
                }
                Link to = link;
                if (to != null) {
                    tell(to);
                }
            }
        } catch (InterruptedException e) {
            LOGGER.log(System.Logger.Level.TRACE, "closed");
        }
    }

    private void tell(Link to) throws InterruptedException {
        try {
            // INVARIANT: the number is made, and its moment taken, before anything of it can leave
            to.tell(to == told ? changes(to.echo().post()) : all(to.echo().post()));
            told = to;
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "the node was not told: " + e.getMessage());
            to.cut();
        }
    }

    private Positions all(long mark) {
        // what changes meanwhile is told again
        untold.clear();
        return new Positions(mark, true, fold.positions(), Set.of());
    }

    private Positions changes(long mark) {
        Map<TenantId, Positions.At> begun = new HashMap<>();
        Set<TenantId> dropped = new HashSet<>();
        for (TenantId tenant : Set.copyOf(untold)) {
            untold.remove(tenant);
            Followed now = fold.get(tenant);
            if (now == null) {
                dropped.add(tenant);
            } else {
                begun.put(tenant, now.at());
            }
        }
        return new Positions(mark, false, begun, dropped);
    }
}
