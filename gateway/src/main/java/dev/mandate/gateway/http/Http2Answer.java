package dev.mandate.gateway.http;

import dev.mandate.gateway.wire.AnswerHead;
import dev.mandate.gateway.wire.Sending;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** An answer over HTTP/2, which the stream's codec writes as frames. */
final class Http2Answer extends CallAnswer {
    Http2Answer(CallerConnection connection, Call call) {
        super(connection, call);
    }

    @Override
    public void proceed() {
        inform(HttpResponseStatus.CONTINUE, null);
    }

    @Override
    public void inform(AnswerHead head) {
        inform(HttpResponseStatus.valueOf(head.status()), head);
    }

    private void inform(HttpResponseStatus status, @Nullable AnswerHead head) {
        if (isOver() || isBegun()) {
            return;
        }
        HttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
        if (head != null) {
            head.passing(false, answer.headers()::add);
        }
        Sending.send(context(), answer);
    }

    @Override
    void writeHead(AnswerHead head, boolean keepsRevision, long length, boolean stream) {
        HttpResponse answer = answer(head.status());
        head.passing(keepsRevision, answer.headers()::add);
        write(answer, length);
    }

    private static HttpResponse answer(int status) {
        return new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
    }

    private void write(HttpResponse answer, long length) {
        answer.headers().set(Call.DECISION_HEADER, call().id());
        if (length >= 0) {
            answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, Long.toString(length));
        }
        Sending.write(context(), answer);
    }

    @Override
    void writeWhole(AnswerHead head, boolean keepsRevision, ByteBuf from, int length) {
        writeHead(head, keepsRevision, length, false);
        part(from.readRetainedSlice(length));
    }

    @Override
    void writePart(ByteBuf part) {
        Sending.write(context(), new DefaultHttpContent(part));
    }

    @Override
    void writeEnd() {
        Sending.write(context(), LastHttpContent.EMPTY_LAST_CONTENT);
    }

    /** A stream that is closed before its end is reset. */
    @Override
    void prepareReset() {
        // nothing to prepare
    }

    @Override
    void writeOwn(int status, HttpHeaders headers, byte[] body) {
        HttpResponse answer = answer(status);
        answer.headers().add(headers);
        write(answer, status == 204 ? -1 : body.length);
        if (!call().method().equals("HEAD")) {
            part(Unpooled.wrappedBuffer(body));
        }
    }
}
