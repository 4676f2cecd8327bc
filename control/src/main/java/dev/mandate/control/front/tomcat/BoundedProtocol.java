package dev.mandate.control.front.tomcat;

import dev.mandate.control.front.body.ServedConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Tomcat's HTTP/1.1 with bounds that Tomcat lacks: connections of one address, idle connections of strangers, and the time of a head.
 * Tomcat makes it by its name, so the class and its constructor are public.
 */
public final class BoundedProtocol extends Http11NioProtocol {
    private final BoundedEndpoint endpoint;
    private volatile Duration headTime = Duration.ofMillis(getConnectionTimeout());
    private volatile Duration idle = headTime;
    private volatile int writeMillis = getConnectionTimeout();

    /** Makes a connector's protocol; it accepts nothing until {@link #bound} set its bounds. */
    public BoundedProtocol() {
        this(new BoundedEndpoint());
    }

    private BoundedProtocol(BoundedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        HeadDeadline handler = new HeadDeadline();
        setHandler(handler);
        endpoint.setHandler(handler);
    }

    /** Tomcat's connector sets what passes requests on. */
    @Override
    public void setAdapter(Adapter adapter) {
        super.setAdapter(new OptionsAdapter(adapter));
    }

    @Override
    protected Processor createProcessor() {
        return new VersionedProcessor(this, getAdapter());
    }

    /** Sets the bounds, before the start. */
    void bound(ServerSettings server, AddressConnectionLimit limit, LongAdder closed) {
        setMaxConnections(server.connections());
        endpoint.bound(new ConnectionTable(limit, server.connections()), closed);
        headTime = server.headTime();
        // Tomcat has one timeout for the silence in a head and for a write that the caller does not read
        setConnectionTimeout(Math.toIntExact(headTime.toMillis()));
        idle = server.idle();
        writeMillis = Math.toIntExact(idle.toMillis());
        setKeepAliveTimeout(writeMillis);
    }

    /** Closes a connection whose head takes too long, counted from its first byte. */
    private final class HeadDeadline extends ConnectionHandler<NioChannel> {
        HeadDeadline() {
            super(BoundedProtocol.this);
        }

        @Override
        public SocketState process(SocketWrapperBase<NioChannel> connection, SocketEvent event) {
            Optional<OpenConnection> open =
                    endpoint.connection(connection.getSocket().getIOChannel());
            return open.isEmpty() ? SocketState.CLOSED : process(open.get(), connection, event);
        }

        private SocketState process(OpenConnection open, SocketWrapperBase<NioChannel> connection, SocketEvent event) {
            connection.setWriteTimeout(writeMillis);
            SocketState state =
                    open.serve(() -> ServedConnection.serve(connection, () -> super.process(connection, event)));
            if (state == SocketState.OPEN) {
                untilTheNextRequest(open, connection);
            }
            return state == SocketState.LONG ? untilTheDeadline(connection) : state;
        }

        /** Shortens the time between requests of a connection without a verified credential, the more the fuller the table is. */
        private void untilTheNextRequest(OpenConnection open, SocketWrapperBase<NioChannel> connection) {
            open.answered();
            if (open.credential() == OpenConnection.Credential.NONE) {
                connection.setReadTimeout(
                        Math.max(1, endpoint.table().idle(idle).toMillis()));
            }
        }

        /** Tomcat returns LONG for an incomplete head or for an asynchronous request; only the first has a deadline. */
        private SocketState untilTheDeadline(SocketWrapperBase<NioChannel> connection) {
            if (!(connection.getCurrentProcessor() instanceof Processor processor)
                    || processor.isAsync()
                    || processor.getRequest().getStartTimeNanos() < 0) {
                return SocketState.LONG;
            }
            long left = headTime.toNanos()
                    - (System.nanoTime() - processor.getRequest().getStartTimeNanos());
            if (left <= 0) {
                return SocketState.CLOSED;
            }
            connection.setReadTimeout(Duration.ofNanos(left).toMillis() + 1);
            return SocketState.LONG;
        }

        @Override
        public void release(SocketWrapperBase<NioChannel> connection) {
            try {
                super.release(connection);
            } finally {
                endpoint.table().remove(connection.getSocket().getIOChannel());
            }
        }
    }
}
