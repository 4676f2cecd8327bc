package dev.mandate.gateway;

import dev.mandate.gateway.http.Callers;
import dev.mandate.gateway.wire.Sending;
import dev.mandate.protocol.limit.Addresses;
import dev.mandate.protocol.limit.InProgress;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The port that partners call: accepts connections, and gives each to an event loop for its whole life. Thread-safe. */
final class PartnersPort implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final long LOOK_MILLIS = 20;

    /** One event loop: its callers' connections, and the path of their calls. */
    record Path(Callers callers, Runnable release) {}

    private final Map<EventLoop, Path> paths;
    private final Channel server;

    private PartnersPort(Map<EventLoop, Path> paths, Channel server) {
        this.paths = paths;
        this.server = server;
    }

    /**
     * Listens.
     *
     * @param port 0 for a free one
     * @param perAddress connections of one address that may be open at once
     * @throws PortTakenException if the port cannot be listened on
     */
    static PartnersPort listen(EventLoops loops, Plane plane, String host, int port, int perAddress) {
        Map<EventLoop, Path> paths = new HashMap<>();
        for (EventExecutor each : loops.group()) {
            EventLoop loop = (EventLoop) each;
            paths.put(loop, plane.path(loop, loops));
        }
        InProgress connections = new InProgress(perAddress);
        ChannelFuture bound = new ServerBootstrap()
                .group(loops.group())
                .channel(loops.servers())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(paths, connections, channel);
                    }
                })
                .bind(host, port)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new PortTakenException(host, port, "MANDATE_GATEWAY_PORT");
        }
        return new PartnersPort(paths, bound.channel());
    }

    /** Closes a connection at once if its address has too many, all event loops together; nothing of it is read. */
    private static void accept(Map<EventLoop, Path> paths, InProgress connections, Channel channel) {
        InetSocketAddress remote = (InetSocketAddress) channel.remoteAddress();
        Path path = paths.get(channel.eventLoop());
        Optional<InProgress.Place> place = remote == null
                ? Optional.empty()
                : connections.take(Addresses.counted(remote.getAddress().getHostAddress()));
        if (place.isEmpty() || path == null) {
            Sending.close(channel);
            return;
        }
        var _ = channel.closeFuture().addListener(closed -> place.get().close());
        path.callers().accept(channel);
    }

    int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** Accepts no more connections, and waits for the calls in progress, but no longer than this. */
    void finish(Duration most) {
        server.close().awaitUninterruptibly();
        CompletableFuture.allOf(paths.entrySet().stream()
                        .map(path -> drained(path.getKey(), path.getValue(), System.nanoTime() + most.toNanos()))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private static CompletableFuture<Void> drained(EventLoop loop, Path path, long deadline) {
        CompletableFuture<Void> drained = new CompletableFuture<>();
        loop.execute(() -> drain(loop, path, deadline, drained));
        return drained;
    }

    private static void drain(EventLoop loop, Path path, long deadline, CompletableFuture<Void> drained) {
        path.callers().finish();
        if (path.callers().isEmpty() || System.nanoTime() > deadline) {
            path.callers().closeNow();
            path.release().run();
            drained.complete(null);
        } else {
            var _ = loop.schedule(() -> drain(loop, path, deadline, drained), LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        finish(Duration.ZERO);
    }
}
