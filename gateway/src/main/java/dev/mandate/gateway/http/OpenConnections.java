package dev.mandate.gateway.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The open connections of one event loop. Where there are too many, one that brought no token and is between two calls gives
 * way, the one that was silent longest of some. Confined to its event loop.
 */
final class OpenConnections {
    /** How many are compared: enough to find one that was silent for long, and few enough for every new connection. */
    private static final int COMPARED = 32;

    private final List<CallerConnection> all = new ArrayList<>();
    private final int most;

    OpenConnections(int most) {
        this.most = most;
    }

    /** Adds one, and closes another, or this one, if there are too many. */
    void add(CallerConnection connection) {
        if (all.size() >= most) {
            CallerConnection silent = silent();
            if (silent == null) {
                connection.breakOff();
                return;
            }
            silent.breakOff();
        }
        connection.place(all.size());
        all.add(connection);
    }

    private @Nullable CallerConnection silent() {
        CallerConnection longest = null;
        for (int i = 0; i < COMPARED; i++) {
            CallerConnection one = all.get(ThreadLocalRandom.current().nextInt(all.size()));
            if (one.mayGiveWay() && (longest == null || one.heard() - longest.heard() < 0)) {
                longest = one;
            }
        }
        return longest;
    }

    /** Removes one; does nothing if it was never added. */
    void remove(CallerConnection connection) {
        int place = connection.place();
        if (place < 0) {
            return;
        }
        connection.place(-1);
        CallerConnection last = all.removeLast();
        if (place < all.size()) {
            all.set(place, last);
            last.place(place);
        }
    }

    /** Returns those that are open now. */
    List<CallerConnection> copy() {
        return List.copyOf(all);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }
}
