package dev.mandate.gateway.http;

import dev.mandate.gateway.wire.Sending;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes from a connection's first bytes whether its caller speaks HTTP/2 with prior knowledge (RFC 9113, section 3.3). Closes
 * a connection whose first bytes do not come in time.
 */
final class PrefaceDetector extends ByteToMessageDecoder {
    private static final ByteBuf PREFACE = Http2CodecUtil.connectionPrefaceBuf();

    private final Consumer<ChannelPipeline> first;
    private final Consumer<ChannelPipeline> second;
    private final Deadlines deadlines;
    private final Duration time;
    private @Nullable Timer timer;

    /** @param time until the first bytes must be there */
    PrefaceDetector(
            Consumer<ChannelPipeline> first, Consumer<ChannelPipeline> second, Deadlines deadlines, Duration time) {
        this.first = first;
        this.second = second;
        this.deadlines = deadlines;
        this.time = time;
    }

    /** Closes the connection when the time is over. */
    private final class Timer extends Deadlines.Timed {
        private final ChannelHandlerContext context;
        private final long since = deadlines.nanos();

        Timer(ChannelHandlerContext context) {
            this.context = context;
        }

        @Override
        protected void check(long nanos) {
            if (nanos - since > time.toNanos()) {
                Sending.close(context);
            }
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        timer = new Timer(ctx);
        deadlines.add(timer);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        if (timer != null) {
            deadlines.remove(timer);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof ChannelInputShutdownEvent) {
            Sending.close(ctx);
        } else {
            super.userEventTriggered(ctx, event);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        int n = Math.min(in.readableBytes(), PREFACE.readableBytes());
        boolean same = true;
        for (int i = 0; i < n && same; i++) {
            same = in.getByte(in.readerIndex() + i) == PREFACE.getByte(i);
        }
        if (same && n < PREFACE.readableBytes()) {
            return;
        }
        (same ? second : first).accept(ctx.pipeline());
        ctx.pipeline().remove(this);
    }
}
