package dev.mandate.gateway.http;

import dev.mandate.gateway.wire.AnswerHead;
import dev.mandate.gateway.wire.HeadBytes;
import dev.mandate.gateway.wire.Sending;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer over HTTP/1.1 or HTTP/1.0, written as bytes. */
final class Http1Answer extends CallAnswer {
    private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
    private static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");
    private static final byte[] CLOSE = ascii("Connection: close\r\n");
    private static final byte[] LENGTH = ascii("Content-Length: ");
    private static final byte[] DECISION = ascii(Call.DECISION_HEADER + ": ");
    private static final byte[] VERSION_1_1 = ascii("HTTP/1.1 ");
    private static final byte[] VERSION_1_0 = ascii("HTTP/1.0 ");

    private final HeadBytes bytes;
    private final boolean old;
    private boolean chunked;
    private boolean untilClose;

    /**
     * @param bytes of the event loop, for the head that is being written
     * @param old whether the caller speaks HTTP/1.0
     */
    Http1Answer(CallerConnection connection, Call call, HeadBytes bytes, boolean old) {
        super(connection, call);
        this.bytes = bytes;
        this.old = old;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void proceed() {
        if (!isOver() && !old && !isBegun()) {
            Sending.send(context(), Unpooled.wrappedBuffer(CONTINUE));
        }
    }

    @Override
    public void inform(AnswerHead head) {
        if (isOver() || old || isBegun()) {
            return;
        }
        statusLine(head);
        head.writePassing(false, bytes);
        Sending.send(context(), bytes.line().buffer(context().alloc(), 0));
    }

    private void statusLine(AnswerHead head) {
        version().number(head.status()).add(' ');
        head.writeReason(bytes);
        bytes.line();
    }

    private HeadBytes version() {
        return bytes.clear().add(old ? VERSION_1_0 : VERSION_1_1);
    }

    @Override
    void writeHead(AnswerHead head, boolean keepsRevision, long length, boolean stream) {
        chunked = stream && !old;
        untilClose = stream && old;
        write(head(head, keepsRevision, length).buffer(context().alloc(), 0));
    }

    @Override
    void writeWhole(AnswerHead head, boolean keepsRevision, ByteBuf from, int length) {
        write(head(head, keepsRevision, length)
                .buffer(context().alloc(), length)
                .writeBytes(from, length));
    }

    private HeadBytes head(AnswerHead head, boolean keepsRevision, long length) {
        statusLine(head);
        head.writePassing(keepsRevision, bytes);
        return frame(length);
    }

    private HeadBytes frame(long length) {
        bytes.add(DECISION).add(call().id()).line();
        if (length >= 0) {
            bytes.add(LENGTH).number(length).line();
        } else if (chunked) {
            bytes.add(CHUNKED);
        }
        if (isLast()) {
            bytes.add(CLOSE);
        }
        return bytes.line();
    }

    @Override
    void writePart(ByteBuf part) {
        if (chunked) {
            write(HeadBytes.chunkLine(context().alloc(), part.readableBytes()));
            write(part);
            write(HeadBytes.lineEnd());
        } else {
            write(part);
        }
    }

    private void write(ByteBuf written) {
        Sending.write(context(), written);
    }

    @Override
    void writeEnd() {
        if (chunked) {
            write(HeadBytes.lastChunk());
        }
    }

    @Override
    void prepareReset() {
        if (untilClose) {
            // closing would make a part look like the whole; the caller's kernel must see a reset
            context().channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
    }

    @Override
    void writeOwn(int status, HttpHeaders headers, byte[] body) {
        version().number(status).add(' ');
        bytes.add(HttpResponseStatus.valueOf(status).reasonPhrase()).line();
        for (Map.Entry<String, String> field : headers) {
            bytes.field(field.getKey(), field.getValue());
        }
        ByteBuf all = frame(status == 204 ? -1 : body.length).buffer(context().alloc(), body.length);
        write(call().method().equals("HEAD") ? all : all.writeBytes(body));
    }
}
