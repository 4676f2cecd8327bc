package dev.mandate.gateway.upstream;

import dev.mandate.gateway.wire.AnswerHead;
import dev.mandate.gateway.wire.ChunkReader;
import dev.mandate.gateway.wire.FieldKind;
import dev.mandate.gateway.wire.Sending;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an upstream, with one request on it at a time: reads answers strictly, and knows whether another request may
 * follow. Confined to its event loop.
 */
final class UpstreamConnection extends ChannelInboundHandlerAdapter {
    /** Takes what comes back for one request. */
    interface Receiver {
        /** An answer of status 100 to 199; another follows. */
        void interim(AnswerHead head);

        /**
         * The head of the answer.
         *
         * @param body whether parts follow; else {@link #answerEnded} does
         */
        void head(AnswerHead head, boolean body);

        /** The head, with its whole body of {@code length} bytes in the buffer. {@link #answerEnded} follows. */
        void whole(AnswerHead head, ByteBuf from, int length);

        /** A part of the body, which the receiver releases. */
        void answerPart(ByteBuf part);

        /** No part of the body follows at once. */
        void answerPaused();

        /** The answer is complete. */
        void answerEnded();

        /**
         * The connection broke, or what came is no answer.
         *
         * @param begun whether any byte of an answer had come
         */
        void broke(Throwable cause, boolean begun);

        /** More of the request can be written. */
        void requestWritable();
    }

    /** What the connections of one event loop share: the head that was read last, and its bytes. */
    static final class Shared {
        private final AnswerHead head = new AnswerHead();
        private final byte[] bytes = new byte[AnswerHead.MOST_BYTES];

        /** Reads a head, as {@link AnswerHead#read} does. */
        private int read(ByteBuf in, int available) {
            in.getBytes(in.readerIndex(), bytes, 0, available);
            return head.read(bytes, available);
        }
    }

    private enum Reading {
        NOTHING,
        HEAD,
        LENGTH,
        CHUNKS,
        UNTIL_END
    }

    /** The longest body that is passed on together with its head. */
    private static final int MOST_WHOLE = 32 * 1024;

    private final UpstreamPool pool;
    private final Shared shared;
    private final Duration keepAlive;
    private final boolean tls;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Receiver receiver;
    private @Nullable ByteBuf kept;
    private ChunkReader chunks = new ChunkReader();
    private Reading reading = Reading.NOTHING;
    private long left;
    private int searched;
    private boolean headOnly;
    private boolean keptAlive;
    private boolean sent;
    private boolean begun;
    private boolean used;
    private boolean broken;
    private boolean closeNotified;
    private long idleSince;
    private long idleNanos;

    UpstreamConnection(UpstreamPool pool, Shared shared, Duration keepAlive, boolean tls) {
        this.pool = pool;
        this.shared = shared;
        this.keepAlive = keepAlive;
        this.tls = tls;
        this.idleNanos = keepAlive.toNanos();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("this is a bug: the connection was not opened");
        }
        return context;
    }

    /** Whether a request was on it before, so that the upstream may be closing it. */
    boolean isUsed() {
        return used;
    }

    /** Whether a request may be sent on it now. */
    boolean isFresh(long nanos) {
        return context().channel().isActive() && !broken && nanos - idleSince < idleNanos;
    }

    /**
     * Begins a request.
     *
     * @param head the first bytes of it
     * @param onlyHead whether the answer has no body whatever it says: to HEAD
     */
    void begin(Receiver to, ByteBuf head, boolean onlyHead) {
        receiver = to;
        headOnly = onlyHead;
        sent = false;
        begun = false;
        reading = Reading.HEAD;
        Sending.write(context(), head);
    }

    /** Adds bytes of the request's body. */
    void write(ByteBuf part) {
        Sending.write(context(), part);
    }

    void flush() {
        context().flush();
    }

    /** The request is complete. */
    void sent() {
        sent = true;
        context().flush();
    }

    boolean isWritable() {
        return context().channel().isWritable();
    }

    /** Bytes that the upstream has not taken yet can be told apart by this number. */
    long room() {
        Channel channel = context().channel();
        return channel.bytesBeforeUnwritable() - channel.bytesBeforeWritable();
    }

    /** Lets the answer be read, or not. */
    void read(boolean on) {
        context().channel().config().setAutoRead(on);
    }

    /** Gives the request up. Nothing is told to the receiver any more. */
    void cancel() {
        receiver = null;
        close();
    }

    void close() {
        broken = true;
        Sending.close(context());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (kept != null) {
            kept.writeBytes(in);
            in.release();
            in = kept;
            kept = null;
        }
        try {
            while (in.isReadable() && receiver != null) {
                read(receiver, in);
            }
            if (in.isReadable()) {
                // bytes that no request asked for: what follows would be taken for another answer
                close();
            }
        } catch (ChunkReader.MalformedException malformed) {
            fail(malformed);
        } finally {
            in.release();
        }
    }

    private void read(Receiver to, ByteBuf in) {
        begun = true;
        switch (reading) {
            case HEAD -> readHead(to, in);
            case LENGTH -> {
                int n = (int) Math.min(left, in.readableBytes());
                left -= n;
                to.answerPart(in.readRetainedSlice(n));
                if (left == 0) {
                    end(to, in);
                }
            }
            case CHUNKS -> {
                ByteBuf part = chunks.next(in);
                if (part != null) {
                    to.answerPart(part);
                }
                if (chunks.isComplete()) {
                    end(to, in);
                }
            }
            case UNTIL_END -> to.answerPart(in.readRetainedSlice(in.readableBytes()));
            case NOTHING -> throw new IllegalStateException("this is a bug: nothing is read");
        }
    }

    private void readHead(Receiver to, ByteBuf in) {
        int available = Math.min(in.readableBytes(), AnswerHead.MOST_BYTES);
        if (searched > 0 && !endsHead(in, available)) {
            keepHead(in, available);
            return;
        }
        int end = shared.read(in, available);
        if (end == AnswerHead.INCOMPLETE) {
            keepHead(in, available);
        } else if (end == AnswerHead.MALFORMED) {
            fail(new IOException("the upstream's answer is not well-formed HTTP"));
        } else {
            searched = 0;
            in.skipBytes(end);
            take(to, shared.head, in);
        }
    }

    /** Whether an empty line has come since it was looked for: an incomplete head is not read again for each of its bytes. */
    private boolean endsHead(ByteBuf in, int available) {
        int from = in.readerIndex() + Math.max(0, searched - 3);
        int to = in.readerIndex() + available;
        for (int i = in.indexOf(from, to, (byte) '\n'); i >= 0; i = in.indexOf(i + 1, to, (byte) '\n')) {
            int before = i - 2;
            boolean empty = before >= in.readerIndex() && in.getByte(before) == '\n';
            if (empty || (i > in.readerIndex() && in.getByte(i - 1) == '\n')) {
                return true;
            }
        }
        return false;
    }

    private void keepHead(ByteBuf in, int available) {
        if (available == AnswerHead.MOST_BYTES) {
            fail(new IOException(
                    "the head of the upstream's answer is longer than " + AnswerHead.MOST_BYTES + " bytes"));
            return;
        }
        searched = available;
        kept = context().alloc().buffer(Math.max(2 * available, 1024)).writeBytes(in);
        in.skipBytes(in.readableBytes());
    }

    private void take(Receiver to, AnswerHead head, ByteBuf in) {
        if (head.status() < 200) {
            if (head.status() == 101) {
                fail(new IOException("the upstream changed the protocol, which nobody asked for"));
            } else {
                to.interim(head);
            }
            return;
        }
        keptAlive = head.keepsConnection();
        String idle = head.first(FieldKind.KEEP_ALIVE);
        if (idle != null) {
            idleNanos = KeepAlive.nanos(idle, keepAlive);
        }
        boolean bodiless = headOnly || head.status() == 204 || head.status() == 304 || head.length() == 0;
        if (bodiless) {
            to.head(head, false);
            end(to, in);
        } else if (head.length() > 0 && head.length() <= MOST_WHOLE && head.length() <= in.readableBytes()) {
            to.whole(head, in, (int) head.length());
            end(to, in);
        } else {
            reading = head.isChunked() ? Reading.CHUNKS : head.length() > 0 ? Reading.LENGTH : Reading.UNTIL_END;
            left = head.length();
            if (reading == Reading.CHUNKS) {
                chunks = new ChunkReader();
            }
            to.head(head, true);
        }
    }

    /** INVARIANT: bytes that came after the answer are no answer to another request, so the connection ends with them. */
    @SuppressWarnings("ReferenceEquality") // the very exchange that was given up meanwhile
    private void end(Receiver to, ByteBuf rest) {
        if (receiver != to) {
            return;
        }
        boolean reusable = keptAlive && sent && reading != Reading.UNTIL_END && !rest.isReadable();
        receiver = null;
        reading = Reading.NOTHING;
        if (reusable) {
            used = true;
            idleSince = pool.nanos();
            read(true);
            pool.back(this);
        } else {
            close();
        }
        to.answerEnded();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (receiver != null) {
            receiver.answerPaused();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (receiver != null && ctx.channel().isWritable()) {
            receiver.requestWritable();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslCloseCompletionEvent closed) {
            closeNotified = closed.isSuccess();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        over(new IOException("the upstream closed the connection"));
        if (kept != null) {
            kept.release();
            kept = null;
        }
        pool.closed(this);
    }

    private void over(IOException cause) {
        Receiver to = receiver;
        if (to == null) {
            return;
        }
        if (reading == Reading.UNTIL_END && (!tls || closeNotified)) {
            end(to, Unpooled.EMPTY_BUFFER);
        } else {
            fail(cause);
        }
    }

    /** A failed write leaves the answer to be read: an upstream may answer early and close (RFC 9112, section 9.6). */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable fault) {
        Sending.logOwn("the connection to an upstream failed", fault);
        boolean answerMayFollow = fault instanceof IOException
                && receiver != null
                && reading != Reading.UNTIL_END
                && ctx.channel().isActive();
        if (!answerMayFollow) {
            fail(fault);
        }
    }

    private void fail(Throwable cause) {
        Receiver to = receiver;
        receiver = null;
        close();
        if (to != null) {
            to.broke(cause, begun);
        }
    }
}
