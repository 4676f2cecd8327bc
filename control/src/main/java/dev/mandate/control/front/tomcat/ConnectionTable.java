package dev.mandate.control.front.tomcat;

import dev.mandate.protocol.limit.InProgress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The open connections of one port, in a table of bounded size. From three quarters on the port is crowded: connections without a
 * verified credential then end with their next answer. From four fifths on the idle ones among them make room for new ones, and
 * from nine tenths on the idle ones on which only a token was verified as well. Those of gateways are never closed for others.
 * Thread-safe.
 */
final class ConnectionTable {
    private final ConcurrentMap<SocketChannel, OpenConnection> open = new ConcurrentHashMap<>();
    private final AddressConnectionLimit limit;
    private final int capacity;

    /** @param capacity the most connections that are open at once, at least 10 */
    ConnectionTable(AddressConnectionLimit limit, int capacity) {
        this.limit = limit;
        this.capacity = capacity;
    }

    /** Adds a connection from an address; false if the address has as many as it may. */
    boolean add(SocketChannel socket, SocketAddress from, int port) {
        Optional<InProgress.Place> place = limit.take(from, port);
        place.ifPresent(taken -> open.put(socket, new OpenConnection(taken, this::isCrowded)));
        return place.isPresent();
    }

    /** Returns the connection of a socket; null if it ended. */
    @Nullable
    OpenConnection of(SocketChannel socket) {
        return open.get(socket);
    }

    /** Removes a connection that ended. */
    void remove(SocketChannel socket) {
        Optional.ofNullable(open.remove(socket)).ifPresent(OpenConnection::end);
    }

    boolean isCrowded() {
        return isOver(3, 4);
    }

    private boolean isOver(long part, long of) {
        return open.size() * of >= capacity * part;
    }

    /**
     * Returns how long a connection without a verified credential may be idle: the whole time while half of the table is free, and
     * less in proportion to what is free.
     */
    Duration idle(Duration most) {
        int free = Math.max(0, capacity - open.size());
        return free >= capacity - free ? most : most.multipliedBy(2L * free).dividedBy(capacity);
    }

    /** Returns the connections that may make room for new ones, in the order in which they are closed; none while there is room. */
    List<SocketChannel> dispensable() {
        if (!isOver(4, 5)) {
            return List.of();
        }
        OpenConnection.Credential most =
                isOver(9, 10) ? OpenConnection.Credential.TOKEN : OpenConnection.Credential.NONE;
        long now = System.nanoTime();
        return open.entrySet().stream()
                .filter(entry -> entry.getValue().credential().compareTo(most) <= 0)
                .map(entry -> Map.entry(entry.getKey(), new Rank(entry.getValue(), now)))
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns how many are closed at once: a twentieth of the table, so that not each new connection looks for one. */
    int batch() {
        return Math.max(1, capacity / 20);
    }

    /** The order in which connections are closed, as of one moment. */
    private record Rank(OpenConnection.Credential credential, long idleNanos) implements Comparable<Rank> {
        private static final Comparator<Rank> ORDER =
                Comparator.comparing(Rank::credential).thenComparing(Rank::idleNanos, Comparator.reverseOrder());

        Rank(OpenConnection connection, long now) {
            this(connection.credential(), connection.idleNanos(now));
        }

        @Override
        public int compareTo(Rank other) {
            return ORDER.compare(this, other);
        }
    }
}
