package dev.mandate.gateway;

import dev.mandate.gateway.wire.Sending;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Sends one request after the other on one connection: what arrives is the answer to the last one. */
final class WarmUpCaller extends ChannelInboundHandlerAdapter {
    private final Supplier<Optional<String>> requests;
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    private WarmUpCaller(Supplier<Optional<String>> requests) {
        this.requests = requests;
    }

    /** Sends requests until there is none. Completes when the connection is closed. */
    static CompletableFuture<Void> run(EventLoops loops, String host, int port, Supplier<Optional<String>> requests) {
        WarmUpCaller caller = new WarmUpCaller(requests);
        var _ = new Bootstrap()
                .group(loops.group())
                .channel(loops.sockets())
                .handler(caller)
                .connect(host, port)
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        caller.over.completeExceptionally(connected.cause());
                    }
                });
        return caller.over;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        send(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ((ByteBuf) message).release();
    }

    /** An answer is one write, and so nearly always one read. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        send(ctx);
    }

    private void send(ChannelHandlerContext ctx) {
        requests.get()
                .ifPresentOrElse(
                        request -> Sending.send(ctx, Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII)),
                        () -> Sending.close(ctx));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        over.complete(null);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Sending.close(ctx);
    }
}
