package dev.mandate.protocol.feed;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.frame.Positions;
import dev.mandate.protocol.worker.Worker;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Posts followed and dropped streams, and a mark each second, on one thread. A failed post closes the connection; the
 * next connection posts everything.
 */
final class PositionSender {
    private static final System.Logger LOGGER = System.getLogger(PositionSender.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Fold fold;
    private final Set<TenantId> untold = ConcurrentHashMap.newKeySet();
    private final Worker worker = new Worker("feed-teller", EVERY, this::turn);
    private volatile @Nullable FeedConnection link;
    private @Nullable FeedConnection told;

    PositionSender(Fold fold) {
        this.fold = fold;
    }

    /** Posts to this connection from now on; to none if null. */
    void to(@Nullable FeedConnection other) {
        link = other;
        worker.wake();
    }

    /** Notes that the tenant was followed or dropped; posted soon. */
    void changed(TenantId tenant) {
        untold.add(tenant);
        worker.wake();
    }

    /** Posts a mark now, because a caller waits for a newer state. */
    void ask() {
        worker.wake();
    }

    Worker worker() {
        return worker;
    }

    void start() {
        worker.start();
    }

    /** Stops posting, and interrupts a post in progress. */
    void stop() {
        worker.stop(Duration.ZERO);
    }

    private void turn() throws InterruptedException {
        FeedConnection to = link;
        if (to != null) {
            tell(to);
        }
    }

    private void tell(FeedConnection to) throws InterruptedException {
        try {
            // INVARIANT: the mark is created, and its moment stored, before any byte of it is sent
            to.tell(to == told ? changes(to.echo().post()) : all(to.echo().post()));
            told = to;
        } catch (IOException e) {
            LOGGER.log(
                    System.Logger.Level.DEBUG,
                    "positions could not be posted, the connection is closed: " + e.getMessage());
            to.cut();
        } catch (RuntimeException | Error e) {
            // what was to be posted is not kept, so the next connection must post everything
            to.cut();
            throw e;
        }
    }

    private Positions all(long mark) {
        // a change made meanwhile is added again and posted next time
        untold.clear();
        return new Positions(mark, true, fold.positions(), Set.of());
    }

    private Positions changes(long mark) {
        Map<TenantId, Positions.At> begun = new HashMap<>();
        Set<TenantId> dropped = new HashSet<>();
        for (TenantId tenant : Set.copyOf(untold)) {
            untold.remove(tenant);
            StreamState now = fold.get(tenant);
            if (now == null) {
                dropped.add(tenant);
            } else {
                begun.put(tenant, now.at());
            }
        }
        return new Positions(mark, false, begun, dropped);
    }
}
