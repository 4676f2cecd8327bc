package dev.mandate.gateway.http;

import dev.mandate.gateway.wire.AnswerHead;
import dev.mandate.gateway.wire.Sending;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
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
final class Http2Answer implements CallAnswer {
    private final CallerConnection connection;
    private final Call call;
    private boolean begun;
    private boolean over;

    Http2Answer(CallerConnection connection, Call call) {
        this.connection = connection;
        this.call = call;
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
        if (isOver() || begun) {
            return;
        }
        HttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
        if (head != null) {
            head.passing(false, answer.headers()::add);
        }
        Sending.send(context(), answer);
    }

    @Override
    public void begin(AnswerHead head, boolean keepsRevision, Body body) {
        boolean none = body == Body.NONE;
        boolean says = body == Body.LENGTH || (none && head.length() >= 0 && head.status() != 204);
        begin(head, keepsRevision, says ? head.length() : -1);
    }

    @Override
    public void begin(AnswerHead head, boolean keepsRevision, long length) {
        if (isOver()) {
            return;
        }
        begun = true;
        HttpResponse answer = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(head.status()));
        head.passing(keepsRevision, answer.headers()::add);
        answer.headers().set(Call.DECISION_HEADER, call.id());
        if (length >= 0) {
            answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, Long.toString(length));
        }
        Sending.write(context(), answer);
    }

    @Override
    public void whole(AnswerHead head, boolean keepsRevision, ByteBuf from, int length) {
        if (isOver()) {
            from.skipBytes(length);
            return;
        }
        begin(head, keepsRevision, length);
        part(from.readRetainedSlice(length));
        end();
    }

    @Override
    public void part(ByteBuf part) {
        if (isOver() || !part.isReadable()) {
            part.release();
        } else {
            Sending.write(context(), new DefaultHttpContent(part));
        }
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
        over = true;
        Sending.send(context(), LastHttpContent.EMPTY_LAST_CONTENT);
        connection.answered(true);
    }

    @Override
    public void reset() {
        if (isOver()) {
            return;
        }
        over = true;
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
        HttpResponse answer = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        answer.headers().add(headers).set(Call.DECISION_HEADER, call.id());
        if (status != 204) {
            answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
        }
        Sending.write(context(), answer);
        if (body.length > 0 && !call.method().equals("HEAD")) {
            part(Unpooled.wrappedBuffer(body));
        }
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
