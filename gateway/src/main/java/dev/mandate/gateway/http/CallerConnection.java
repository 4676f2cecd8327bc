package dev.mandate.gateway.http;

import dev.mandate.gateway.decision.Refusals;
import dev.mandate.gateway.http.RequestBody.Framing;
import dev.mandate.gateway.wire.HeadBytes;
import dev.mandate.gateway.wire.Sending;
import dev.mandate.protocol.record.DecisionIds;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.EOFException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A caller's connection over HTTP/1.1, or one stream of HTTP/2. It reads requests and hands them on one at a time; during a call it queues
 * what has arrived, and stops reading. Confined to its event loop.
 */
final class CallerConnection extends ChannelInboundHandlerAdapter {
    /** What the connections of one event loop share. */
    record Shared(
            CallHandler handler,
            CallerLimits limits,
            Deadlines deadlines,
            HeadBytes bytes,
            DecisionIds ids,
            OpenConnections open) {}

    private final Shared shared;
    private final Call.Connection told;
    private final @Nullable StrictRequestDecoder decoder;
    private final CallerTimer timer;
    private final Deque<Object> waiting = new ArrayDeque<>(0);
    private @Nullable ChannelHandlerContext context;
    private @Nullable Call call;
    private boolean lastCall;
    private boolean answered;
    private boolean known;
    private int place = -1;
    private boolean unreadable;
    private boolean draining;
    /** How many bytes of a body that nobody wants are read. */
    private long unwanted;

    private boolean reading = true;
    private boolean inputEnded;
    private boolean closing;
    private boolean taking;

    /**
     * @param decoder that reads the connection; null for a stream of HTTP/2
     */
    CallerConnection(Shared shared, Call.Connection told, @Nullable StrictRequestDecoder decoder) {
        this.shared = shared;
        this.told = told;
        this.decoder = decoder;
        this.timer = new CallerTimer(this, shared.limits(), shared.deadlines());
    }

    ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("this is a bug: the connection was not opened");
        }
        return context;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        shared.deadlines().add(timer);
        shared.open().add(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (closing) {
            // no request is taken after the last one (RFC 9112, section 9.6)
            ReferenceCountUtil.release(message);
            return;
        }
        timer.heard();
        if (!waiting.isEmpty() || (call != null && message instanceof HttpRequest)) {
            waiting.add(message);
            read(false);
        } else {
            take(message);
        }
    }

    private void take(Object message) {
        if (message instanceof HttpRequest head) {
            begin(head);
        }
        if (message instanceof HttpContent content) {
            content(content);
        }
    }

    private void begin(HttpRequest head) {
        boolean broken = head.decoderResult().isFailure();
        lastCall |= !told.second() && (broken || !isKept(head));
        Call begun = begin(head, broken ? broken() : body(head));
        if (broken) {
            shared.handler().handleUndecodable(begun, head.decoderResult().cause());
        } else {
            shared.handler().handle(begun);
        }
    }

    private Call begin(HttpRequest head, RequestBody body) {
        Call begun = new Call(shared.ids().next(), head, body, told);
        begun.answeredBy(answer(begun, head));
        call = begun;
        answered = false;
        timer.begun();
        return begun;
    }

    private CallAnswer answer(Call begun, HttpRequest head) {
        return told.second()
                ? new Http2Answer(this, begun)
                : new Http1Answer(
                        this, begun, shared.bytes(), head.protocolVersion().equals(HttpVersion.HTTP_1_0));
    }

    private static boolean isKept(HttpRequest head) {
        return head.protocolVersion().equals(HttpVersion.HTTP_1_1) && HttpUtil.isKeepAlive(head);
    }

    private RequestBody broken() {
        return new RequestBody(Framing.NONE, -1, 0, this::read);
    }

    private RequestBody body(HttpRequest head) {
        long most = shared.limits().bodyBytes();
        if (HttpUtil.isTransferEncodingChunked(head)) {
            return new RequestBody(Framing.STREAM, -1, most, this::read);
        }
        String length = head.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        if (length == null) {
            return new RequestBody(Framing.NONE, -1, 0, this::read);
        }
        // the decoder refused what is no number, and what no long holds
        return new RequestBody(Framing.LENGTH, Long.parseLong(length.strip()), most, this::read);
    }

    private void content(HttpContent content) {
        Call current = call;
        if (current == null) {
            content.release();
            return;
        }
        RequestBody body = current.body();
        ByteBuf part = content.content();
        if (content.decoderResult().isFailure()) {
            part.release();
            lastCall = true;
            Throwable cause = Undecodable.body(content.decoderResult().cause());
            body.broke(cause);
            if (!body.isTaken()) {
                shared.handler().handleBroken(current, cause);
            }
            settle();
            return;
        }
        body.arrived(part);
        if (content instanceof LastHttpContent) {
            body.end();
            settle();
        } else if (draining && body.seen() > unwanted) {
            close();
        }
    }

    /** Lets the connection read, or not. */
    void read(boolean on) {
        if (inputEnded) {
            // epoll has forgotten the input
            return;
        }
        boolean now = on && waiting.isEmpty();
        if (reading != now) {
            reading = now;
            timer.heard();
            context().channel().config().setAutoRead(now);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (call != null) {
            call.body().quiet();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable() && call != null && call.watcher() != null) {
            call.watcher().writable();
        }
    }

    /** The answer is complete, or broke off. */
    void answered(boolean whole) {
        Call ended = call;
        if (ended == null) {
            return;
        }
        answered = true;
        over(ended);
        ended.watchedBy(null);
        if (!whole) {
            lastCall = true;
        }
        if (ended.body().hasEnded()) {
            settle();
        } else if (unreadable) {
            close();
        } else {
            drain(ended.body());
        }
    }

    /** Reads what is left of a body that nobody wants, so that its sender can read the answer; not for ever. */
    private void drain(RequestBody body) {
        draining = true;
        unwanted = body.seen() + shared.limits().lingerBytes();
        timer.begun();
        body.discard();
    }

    /** Goes on with the next call once this one is over on both sides. */
    private void settle() {
        Call ended = call;
        if (ended == null || !ended.answer().isOver() || !ended.body().hasEnded()) {
            return;
        }
        call = null;
        draining = false;
        ended.body().release();
        timer.ended();
        if (lastCall || (inputEnded && waiting.isEmpty())) {
            close();
        } else if (!taking) {
            next();
        }
    }

    private void next() {
        taking = true;
        while (!closing && !waiting.isEmpty() && !(call != null && waiting.peek() instanceof HttpRequest)) {
            take(waiting.poll());
        }
        taking = false;
        if (inputEnded && call == null) {
            close();
        } else if (call == null || call.body().isRead()) {
            read(true);
        }
    }

    /**
     * Makes this call the last one.
     *
     * @param broken whether nothing more can be read, so that an incomplete body is not waited for
     */
    void last(boolean broken) {
        lastCall = !told.second();
        unreadable = broken;
    }

    boolean isLast() {
        return lastCall;
    }

    /** Takes no further call; a call in progress ends first. */
    void finish() {
        lastCall = true;
        if (call == null) {
            close();
        }
    }

    /** Closes once what was written has left. */
    void close() {
        closing = true;
        if (told.second()) {
            Sending.close(context());
        } else {
            Sending.closeAfterwards(context());
        }
    }

    /** Closes at once. INVARIANT: an answer that has begun breaks off, so that it never looks whole. */
    void breakOff() {
        Call broken = call;
        left();
        if (broken != null) {
            broken.answer().reset();
        }
        Sending.close(context());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (call == null && waiting.isEmpty()) {
                close();
            } else if (call != null && !call.body().hasEnded() && waiting.isEmpty()) {
                breakOff();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        shared.deadlines().remove(timer);
        shared.open().remove(this);
        left();
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    private void left() {
        Call gone = call;
        call = null;
        if (gone == null) {
            return;
        }
        gone.body().release();
        if (answered) {
            return;
        }
        gone.left();
        Call.Watcher watcher = gone.watcher();
        if (watcher != null) {
            watcher.left();
        }
        gone.body().broke(new EOFException("the caller left"));
        over(gone);
    }

    private void over(Call finished) {
        known |= finished.findings().hasToken();
        finished.finish();
        shared.handler().finished(finished);
    }

    /** The connection broke: what is not complete is given up. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable fault) {
        Sending.logOwn("the connection of a caller failed", fault);
        Sending.close(ctx);
    }

    /** Whether the caller is here. */
    boolean isOpen() {
        return context().channel().isActive();
    }

    // what the table of connections asks, and tells

    /** Where it is in the table; -1 before and after. */
    int place() {
        return place;
    }

    void place(int now) {
        place = now;
    }

    /** Whether it is between two calls, and none of them brought a token. */
    boolean mayGiveWay() {
        return call == null && !known;
    }

    /** When bytes of the caller came last, by {@link System#nanoTime}. */
    long heard() {
        return timer.heardLast();
    }

    // what the timer asks, and tells

    @Nullable
    Call call() {
        return call;
    }

    /** Whether nothing is left of the call but a body that nobody wants. */
    boolean isDraining() {
        return draining;
    }

    /** Whether bytes of the caller are waited for. */
    boolean isReading() {
        return reading;
    }

    boolean isInsideHead() {
        return decoder != null && !closing && decoder.isInsideHead();
    }

    /** Answers a head that did not come in time. */
    void refuseHead() {
        lastCall = true;
        Call late = begin(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"), broken());
        shared.handler().handleUndecodable(late, Refusals.headTimeout());
    }

    /** Gives up a body that does not come in time. */
    void refuseBody(RequestBody body) {
        lastCall = true;
        body.fail(Refusals.bodyTimeout());
    }
}
