package dev.mandate.gateway;

import dev.mandate.gateway.wire.Sending;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Answers each request of the warm-up: what arrives in one read is one request, as there is one at a time. */
final class WarmUpUpstream implements AutoCloseable {
    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nwarm"
            .getBytes(StandardCharsets.US_ASCII);

    private final Channel server;

    private WarmUpUpstream(Channel server) {
        this.server = server;
    }

    static WarmUpUpstream listen(EventLoops loops, String host) {
        return new WarmUpUpstream(new ServerBootstrap()
                .group(loops.group())
                .channel(loops.servers())
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Answering());
                    }
                })
                .bind(host, 0)
                .syncUninterruptibly()
                .channel());
    }

    private static final class Answering extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ((ByteBuf) message).release();
            Sending.send(ctx, Unpooled.wrappedBuffer(ANSWER));
        }
    }

    int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    @Override
    public void close() {
        Sending.close(server);
    }
}
