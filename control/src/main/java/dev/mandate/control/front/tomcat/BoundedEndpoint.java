package dev.mandate.control.front.tomcat;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's port, which closes a connection at once if its address has too many; nothing of it is read. When the port is crowded it
 * closes idle connections as {@link ConnectionTable} orders them, so that there is always room for a new one. Thread-safe.
 */
final class BoundedEndpoint extends NioEndpoint {
    private volatile @Nullable ConnectionTable table;
    private volatile LongAdder closed = new LongAdder();

    /** @param counter of connections that are closed to make room */
    void bound(ConnectionTable set, LongAdder counter) {
        table = set;
        closed = counter;
    }

    ConnectionTable table() {
        ConnectionTable set = table;
        if (set == null) {
            throw new IllegalStateException("this is a bug: the port listens without its limits");
        }
        return set;
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        makeRoom();
        // INVARIANT: in the table before the connection is served, as it may end at once
        if (!add(socket)) {
            destroySocket(socket);
            return false;
        }
        return super.setSocketOptions(socket);
    }

    private boolean add(SocketChannel socket) {
        try {
            return table().add(socket, socket.getRemoteAddress(), getLocalPort());
        } catch (IOException e) {
            // it is gone already
            return false;
        }
    }

    private void makeRoom() {
        long ended = table().dispensable().stream()
                .map(connections::get)
                .filter(connection -> connection != null && closeIfIdle(connection))
                .limit(table().batch())
                .count();
        closed.add(ended);
    }

    /** Closes the connection unless a thread serves it; returns whether it closed it. */
    private static boolean closeIfIdle(SocketWrapperBase<NioChannel> connection) {
        if (!connection.getLock().tryLock()) {
            return false;
        }
        try {
            boolean idle = !connection.isClosed() && isIdle(connection);
            if (idle) {
                connection.close();
            }
            return idle;
        } finally {
            connection.getLock().unlock();
        }
    }

    /** Between requests a connection has no processor; with an incomplete head it has one that is not asynchronous. */
    private static boolean isIdle(SocketWrapperBase<NioChannel> connection) {
        return !(connection.getCurrentProcessor() instanceof Processor processor) || !processor.isAsync();
    }

    @Override
    protected void destroySocket(SocketChannel socket) {
        table().remove(socket);
        super.destroySocket(socket);
    }

    /** Returns the connection of a socket; empty if it ended. */
    Optional<OpenConnection> connection(SocketChannel socket) {
        return Optional.ofNullable(table().of(socket));
    }
}
