package dev.mandate.gateway.http;

import dev.mandate.gateway.wire.AnswerHead;
import dev.mandate.gateway.wire.HeadBytes;
import dev.mandate.gateway.wire.Sending;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer over HTTP/1.1 or HTTP/1.0, written as bytes. */
final class Http1Answer implements CallAnswer {
    private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
    private static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");
    private static final byte[] CLOSE = ascii("Connection: close\r\n");
    private static final byte[] LENGTH = ascii("Content-Length: ");
    private static final byte[] DECISION = ascii(Call.DECISION_HEADER + ": ");
    private static final byte[] VERSION_1_1 = ascii("HTTP/1.1 ");
    private static final byte[] VERSION_1_0 = ascii("HTTP/1.0 ");

    /**
     * What the answers of one event loop share.
     *
     * @param bytes for the head that is being written
     */
    record Shared(HeadBytes bytes) {}

    private final CallerConnection connection;
    private final Call call;
    private final Shared shared;
    private final boolean old;
    private boolean begun;
    private boolean over;
    private boolean chunked;
    private boolean untilClose;

    /** @param old whether the caller speaks HTTP/1.0 */
    Http1Answer(CallerConnection connection, Call call, Shared shared, boolean old) {
        this.connection = connection;
        this.call = call;
        this.shared = shared;
        this.old = old;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void proceed() {
        if (!isOver() && !old && !begun) {
            Sending.send(context(), Unpooled.wrappedBuffer(CONTINUE));
        }
    }

    @Override
    public void inform(AnswerHead head) {
        if (isOver() || old || begun) {
            return;
        }
        HeadBytes bytes = statusLine(head);
        head.writePassing(false, bytes);
        bytes.line();
        Sending.send(context(), bytes.buffer(context().alloc(), 0));
    }

    private HeadBytes statusLine(AnswerHead head) {
        HeadBytes bytes = shared.bytes().clear();
        bytes.add(old ? VERSION_1_0 : VERSION_1_1).number(head.status()).add(' ');
        head.writeReason(bytes);
        return bytes.line();
    }

    @Override
    public void begin(AnswerHead head, boolean keepsRevision, Body body) {
        if (isOver()) {
            return;
        }
        boolean lengthKnown = body == Body.LENGTH || (body == Body.NONE && saysLength(head));
        write(head(head, keepsRevision, lengthKnown ? head.length() : -1, body == Body.STREAM)
                .buffer(context().alloc(), 0));
    }

    /** The length of a body that would be there: to HEAD, and beside 304 (RFC 9110, section 8.6). */
    private static boolean saysLength(AnswerHead head) {
        return head.length() >= 0 && head.status() != 204;
    }

    @Override
    public void begin(AnswerHead head, boolean keepsRevision, long length) {
        if (!isOver()) {
            write(head(head, keepsRevision, length, false).buffer(context().alloc(), 0));
        }
    }

    @Override
    public void whole(AnswerHead head, boolean keepsRevision, ByteBuf from, int length) {
        if (isOver()) {
            from.skipBytes(length);
            return;
        }
        ByteBuf all = head(head, keepsRevision, length, false).buffer(context().alloc(), length);
        all.writeBytes(from, length);
        write(all);
        end();
    }

    private HeadBytes head(AnswerHead head, boolean keepsRevision, long length, boolean stream) {
        begun = true;
        chunked = stream && !old;
        untilClose = stream && old;
        HeadBytes bytes = statusLine(head);
        head.writePassing(keepsRevision, bytes);
        return frame(bytes, length);
    }

    private HeadBytes frame(HeadBytes bytes, long length) {
        bytes.add(DECISION).add(call.id()).line();
        if (length >= 0) {
            bytes.add(LENGTH).number(length).line();
        } else if (chunked) {
            bytes.add(CHUNKED);
        }
        if (connection.isLast()) {
            bytes.add(CLOSE);
        }
        return bytes.line();
    }

    @Override
    public void part(ByteBuf part) {
        if (isOver() || !part.isReadable()) {
            part.release();
            return;
        }
        if (chunked) {
            write(HeadBytes.chunkLine(context().alloc(), part.readableBytes()));
            write(part);
            write(HeadBytes.lineEnd());
        } else {
            write(part);
        }
    }

    private void write(ByteBuf bytes) {
        Sending.write(context(), bytes);
    }

    private ChannelHandlerContext context() {
        return connection.context();
    }

    @Override
    public void flush() {
        if (!isOver()) {
            context().flush();
        }
    }

    @Override
    public void end() {
        if (isOver()) {
            return;
        }
        if (chunked) {
            write(HeadBytes.lastChunk());
        }
        over = true;
        context().flush();
        connection.answered(true);
    }

    @Override
    public void reset() {
        if (isOver()) {
            return;
        }
        over = true;
        if (untilClose) {
            // closing would make a part look like the whole; the caller's kernel must see a reset
            context().channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        Sending.close(context());
        connection.answered(false);
    }

    @Override
    public void last(boolean broken) {
        connection.last(broken);
    }

    @Override
    public void own(int status, HttpHeaders headers, byte[] body) {
        if (isOver()) {
            return;
        }
        begun = true;
        HeadBytes bytes = shared.bytes().clear();
        bytes.add(old ? VERSION_1_0 : VERSION_1_1).number(status).add(' ');
        bytes.add(HttpResponseStatus.valueOf(status).reasonPhrase()).line();
        for (Map.Entry<String, String> field : headers) {
            bytes.field(field.getKey(), field.getValue());
        }
        boolean head = call.method().equals("HEAD");
        frame(bytes, status == 204 ? -1 : body.length);
        ByteBuf all = bytes.buffer(context().alloc(), body.length);
        write(head ? all : all.writeBytes(body));
        end();
    }

    @Override
    public boolean isBegun() {
        return begun;
    }

    @Override
    public boolean isOver() {
        return over || !connection.isOpen();
    }

    @Override
    public boolean isWritable() {
        return context().channel().isWritable();
    }
}
