package dev.mandate.gateway.upstream;

import dev.mandate.gateway.http.Deadlines;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The connections of one event loop to one upstream, and the calls that wait for one. Confined to its event loop. */
final class UpstreamPool extends Deadlines.Timed {
    /** Waits for a connection. */
    interface Waiter {
        void connected(UpstreamConnection connection);

        void unreached(Throwable cause);
    }

    /** No connection is free, and too many calls wait for one. */
    static final class BusyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BusyException() {
            super("too many calls wait for a connection", null, false, false);
        }
    }

    /**
     * What bounds a pool.
     *
     * @param connections at most
     * @param queue calls that may wait for one
     * @param connect how long a call waits for one
     * @param keepAlive how long one may be idle
     */
    record Bounds(int connections, int queue, Duration connect, Duration keepAlive) {}

    /** @param fresh whether no request may have been on its connection before */
    private record Waiting(Waiter waiter, boolean fresh, long sinceNanos) {}

    private final Bootstrap bootstrap;
    private final Origin origin;
    private final @Nullable SslContext tls;
    private final Bounds bounds;
    private final UpstreamConnection.Shared shared;
    private final Deadlines deadlines;
    private final Deque<UpstreamConnection> idle = new ArrayDeque<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int open;
    private boolean closed;

    /**
     * @param bootstrap of the event loop
     * @param tls null where the upstream is reached in clear text
     */
    UpstreamPool(
            Bootstrap bootstrap,
            Origin origin,
            @Nullable SslContext tls,
            Bounds bounds,
            UpstreamConnection.Shared shared,
            Deadlines deadlines) {
        this.bootstrap = bootstrap;
        this.origin = origin;
        this.tls = tls;
        this.bounds = bounds;
        this.shared = shared;
        this.deadlines = deadlines;
    }

    /** Gives an idle connection at once, or another one later. */
    void take(Waiter waiter) {
        UpstreamConnection found = idleOne();
        if (found != null) {
            waiter.connected(found);
        } else {
            await(waiter, false);
        }
    }

    /** Gives a connection that no request was on, later. */
    void takeFresh(Waiter waiter) {
        await(waiter, true);
    }

    private void await(Waiter waiter, boolean fresh) {
        if (waiting.size() >= bounds.queue()) {
            waiter.unreached(new BusyException());
            return;
        }
        waiting.add(new Waiting(waiter, fresh, deadlines.nanos()));
        if (open < bounds.connections()) {
            connect();
        }
    }

    /** Waits no more. */
    @SuppressWarnings("ReferenceEquality") // the very one
    void leave(Waiter waiter) {
        waiting.removeIf(w -> w.waiter() == waiter);
    }

    private @Nullable UpstreamConnection idleOne() {
        long now = deadlines.nanos();
        for (UpstreamConnection last = idle.pollLast(); last != null; last = idle.pollLast()) {
            if (last.isFresh(now)) {
                return last;
            }
            last.close();
        }
        return null;
    }

    private void connect() {
        open++;
        UpstreamConnection made = new UpstreamConnection(this, shared, bounds.keepAlive(), tls != null);
        ChannelFuture connecting = bootstrap
                .clone()
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (tls != null) {
                            channel.pipeline().addLast(tls.newHandler(channel.alloc(), origin.host(), origin.port()));
                        }
                        channel.pipeline().addLast(made);
                    }
                })
                .connect(origin.host(), origin.port());
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                failed(done.cause());
            } else if (tls == null) {
                back(made);
            } else {
                Future<Channel> shaken =
                        connecting.channel().pipeline().get(SslHandler.class).handshakeFuture();
                shaken.addListener(over -> {
                    if (over.isSuccess()) {
                        back(made);
                    } else {
                        made.close();
                        refuseNext(over.cause());
                    }
                });
            }
        });
    }

    /** A connection could not be made: one call is told, as each call that waits has its own connection on the way. */
    private void failed(Throwable cause) {
        open--;
        refuseNext(cause);
    }

    private void refuseNext(Throwable cause) {
        Waiting next = waiting.poll();
        if (next != null) {
            next.waiter().unreached(cause);
        }
        more();
    }

    /** Connects for those who wait without a connection on its way. */
    private void more() {
        if (!waiting.isEmpty() && open < bounds.connections() && !closed) {
            connect();
        }
    }

    /** Returns the time, as deadlines see it. */
    long nanos() {
        return deadlines.nanos();
    }

    /** Takes a connection on which another request may follow. */
    void back(UpstreamConnection connection) {
        Waiting next = nextFor(connection);
        if (next != null) {
            waiting.remove(next);
            next.waiter().connected(connection);
        } else if (closed) {
            connection.close();
        } else {
            idle.addLast(connection);
        }
    }

    private @Nullable Waiting nextFor(UpstreamConnection connection) {
        for (Waiting next : waiting) {
            if (!next.fresh() || !connection.isUsed()) {
                return next;
            }
        }
        return null;
    }

    /** A connection that was open is closed. */
    void closed(UpstreamConnection connection) {
        idle.remove(connection);
        open--;
        more();
    }

    @Override
    protected void check(long nanos) {
        while (!waiting.isEmpty()
                && nanos - waiting.peek().sinceNanos() > bounds.connect().toNanos()) {
            waiting.remove().waiter().unreached(new ConnectTimeoutException("no connection came in time"));
        }
        while (!idle.isEmpty() && !idle.peek().isFresh(nanos)) {
            idle.remove().close();
        }
    }

    void close() {
        closed = true;
        while (!idle.isEmpty()) {
            idle.remove().close();
        }
    }
}
