package dev.mandate.gateway.http;

import dev.mandate.gateway.wire.Sending;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Closes a connection of HTTP/2 on which nothing happens while no stream is open. */
final class IdleConnection extends IdleStateHandler {
    private final Http2FrameCodec codec;

    IdleConnection(Http2FrameCodec codec, Duration idle) {
        super(0, 0, idle.toMillis(), TimeUnit.MILLISECONDS);
        this.codec = codec;
    }

    @Override
    protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
        if (codec.connection().numActiveStreams() == 0) {
            Sending.close(ctx);
        }
    }

    /** The connection broke; nobody is told, as no stream is a call any more. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Sending.close(ctx);
    }
}
