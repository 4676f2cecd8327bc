package dev.mandate.control.front.tomcat;

import dev.mandate.protocol.limit.InProgress;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;

/** Tomcat's port, which closes a connection at once if its address has too many; nothing of it is read. Thread-safe. */
final class BoundedEndpoint extends NioEndpoint {
    private final ConcurrentMap<SocketChannel, InProgress.Place> places = new ConcurrentHashMap<>();
    private volatile @Nullable AddressConnectionLimit limit;

    void limit(AddressConnectionLimit set) {
        limit = set;
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        Optional<InProgress.Place> place = place(socket);
        if (place.isEmpty()) {
            destroySocket(socket);
            return false;
        }
        // INVARIANT: before the connection is served, as it may end at once
        places.put(socket, place.get());
        return super.setSocketOptions(socket);
    }

    private Optional<InProgress.Place> place(SocketChannel socket) {
        AddressConnectionLimit set = limit;
        if (set == null) {
            throw new IllegalStateException("this is a bug: the port listens without its limits");
        }
        try {
            return set.take(socket.getRemoteAddress(), getLocalPort());
        } catch (IOException e) {
            // it is gone already
            return Optional.empty();
        }
    }

    @Override
    protected void destroySocket(SocketChannel socket) {
        free(socket);
        super.destroySocket(socket);
    }

    /** Gives the place of a connection back when it ends. */
    void free(SocketChannel socket) {
        Optional.ofNullable(places.remove(socket)).ifPresent(InProgress.Place::close);
    }
}
