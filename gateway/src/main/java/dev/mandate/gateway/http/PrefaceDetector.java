package dev.mandate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import java.util.List;
import java.util.function.Consumer;

/** Tells from a connection's first bytes whether its caller speaks HTTP/2 with prior knowledge (RFC 9113, section 3.3). */
final class PrefaceDetector extends ByteToMessageDecoder {
    private static final ByteBuf PREFACE = Http2CodecUtil.connectionPrefaceBuf();

    private final Consumer<ChannelPipeline> first;
    private final Consumer<ChannelPipeline> second;

    PrefaceDetector(Consumer<ChannelPipeline> first, Consumer<ChannelPipeline> second) {
        this.first = first;
        this.second = second;
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
