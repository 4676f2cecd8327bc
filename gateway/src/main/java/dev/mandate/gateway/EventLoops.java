package dev.mandate.gateway;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads of the path of a call, with the fastest way to sockets that the platform has.
 *
 * @param group the event loops
 */
record EventLoops(
        EventLoopGroup group,
        Class<? extends ServerChannel> servers,
        Class<? extends SocketChannel> sockets,
        Class<? extends DatagramChannel> datagrams)
        implements AutoCloseable {
    private static final long MOST_SECONDS = 2;

    static EventLoops start(int threads) {
        DefaultThreadFactory named = new DefaultThreadFactory("gateway-loop", true);
        return Epoll.isAvailable()
                ? new EventLoops(
                        new MultiThreadIoEventLoopGroup(threads, named, LastingEpoll.factory()),
                        EpollServerSocketChannel.class,
                        EpollSocketChannel.class,
                        EpollDatagramChannel.class)
                : new EventLoops(
                        new MultiThreadIoEventLoopGroup(threads, named, NioIoHandler.newFactory()),
                        NioServerSocketChannel.class,
                        NioSocketChannel.class,
                        NioDatagramChannel.class);
    }

    /** Ends the threads, at once. */
    @Override
    public void close() {
        group.shutdownGracefully(0, MOST_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
