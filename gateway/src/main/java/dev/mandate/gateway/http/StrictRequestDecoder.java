package dev.mandate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Netty's decoder of requests, which also refuses a first line with other separators than single spaces, and anything but one
 * empty line before it (RFC 9112, sections 2.2 and 3). It knows whether a head has begun to arrive.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {
    /** No byte of the next head has arrived. */
    private boolean between = true;

    private boolean insideBody;
    private boolean unexpected;
    private int emptyLines;
    private int methodEnd;
    private int targetEnd;

    StrictRequestDecoder(HttpDecoderConfig config) {
        super(config);
    }

    /** Whether the bytes that arrived last belong to a head that is not complete. */
    boolean isInsideHead() {
        return !between && !insideBody;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (between && (!in.isReadable() || !begins(in))) {
            return;
        }
        int before = out.size();
        super.decode(ctx, in, out);
        for (int i = before; i < out.size(); i++) {
            noted(out.get(i));
        }
    }

    /** Skips one empty line, and returns whether a head begins. What begins with no method is left for the decoder to refuse. */
    private boolean begins(ByteBuf in) {
        byte first = in.getByte(in.readerIndex());
        if (first == '\r' && emptyLines == 0) {
            if (in.readableBytes() == 1) {
                return false;
            }
            if (in.getByte(in.readerIndex() + 1) == '\n') {
                in.skipBytes(2);
                emptyLines = 1;
                return in.isReadable() && begins(in);
            }
        }
        between = false;
        unexpected = (first >= 0 && first <= ' ') || first == 0x7F;
        return true;
    }

    private void noted(Object decoded) {
        insideBody = !(decoded instanceof LastHttpContent);
        boolean failed =
                decoded instanceof HttpObject part && part.decoderResult().isFailure();
        if (!insideBody || failed) {
            between = true;
            insideBody = false;
            emptyLines = 0;
        }
    }

    @Override
    protected String splitFirstWordInitialLine(byte[] line, int start, int length) {
        require(!unexpected && start == 0, "a request must begin with its method");
        methodEnd = start + length;
        return super.splitFirstWordInitialLine(line, start, length);
    }

    @Override
    protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
        require(start == methodEnd + 1 && line[methodEnd] == ' ', "one space must separate method and target");
        targetEnd = start + length;
        return super.splitSecondWordInitialLine(line, start, length);
    }

    @Override
    protected String splitThirdWordInitialLine(byte[] line, int start, int length) {
        require(start == targetEnd + 1 && line[targetEnd] == ' ', "one space must separate target and version");
        return super.splitThirdWordInitialLine(line, start, length);
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
