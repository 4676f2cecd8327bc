package dev.mandate.gateway.http;

import dev.mandate.gateway.wire.Sending;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import org.jspecify.annotations.Nullable;

/**
 * Resets a stream of HTTP/2 whose method or path could not stand in the first line of a request over HTTP/1.1. Netty's codec refuses
 * these, too, but never releases the buffer that it has allocated before.
 */
final class RequestLineCheck extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof Http2HeadersFrame frame && !isWellFormed(frame.headers())) {
            Sending.close(ctx);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    private static boolean isWellFormed(Http2Headers headers) {
        return isVisible(headers.method()) && isVisible(headers.path());
    }

    /** Whether there is no space or control character in it. Trailers have neither method nor path. */
    private static boolean isVisible(@Nullable CharSequence text) {
        return text == null || text.chars().allMatch(c -> c > ' ' && c != 0x7F);
    }
}
