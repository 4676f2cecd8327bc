package dev.mandate.gateway.http;

import dev.mandate.gateway.wire.AnswerHead;
import dev.mandate.gateway.wire.Sending;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaders;

/**
 * The answer to one call, in the caller's version of HTTP. Once it has begun it either ends, or breaks off so that it never looks
 * whole. What comes after the caller left, or after the end, is dropped. Confined to its event loop.
 */
public abstract class CallAnswer {
    /** How the body of an answer is framed. */
    public enum Body {
        /** There is no body. A length in the head is passed on, except with status 204. */
        NONE,
        /** As long as the head says. */
        LENGTH,
        /** Until it ends. */
        STREAM
    }

    private final CallerConnection connection;
    private final Call call;
    private boolean begun;
    private boolean over;

    CallAnswer(CallerConnection connection, Call call) {
        this.connection = connection;
        this.call = call;
    }

    final ChannelHandlerContext context() {
        return connection.context();
    }

    final Call call() {
        return call;
    }

    /** Whether this is the last answer of its connection. */
    final boolean isLast() {
        return connection.isLast();
    }

    /** Sends {@code 100 Continue}, if the caller's version knows it. */
    public abstract void proceed();

    /** Passes on an answer of status 103, if the caller's version knows it. */
    public abstract void inform(AnswerHead head);

    /**
     * Begins an answer that came from behind the gateway.
     *
     * @param keepsRevision whether it is the control plane's
     */
    public final void begin(AnswerHead head, boolean keepsRevision, Body body) {
        begin(head, keepsRevision, length(head, body), body == Body.STREAM);
    }

    /** The same, with a length that the head does not say: of a body that was held until it was whole. */
    public final void begin(AnswerHead head, boolean keepsRevision, long length) {
        begin(head, keepsRevision, length, false);
    }

    private void begin(AnswerHead head, boolean keepsRevision, long length, boolean stream) {
        if (!isOver()) {
            begun = true;
            writeHead(head, keepsRevision, length, stream);
        }
    }

    /** Returns the length to send, -1 for none: an answer to HEAD or of status 304 may state one too (RFC 9110, section 8.6). */
    private static long length(AnswerHead head, Body body) {
        return switch (body) {
            case LENGTH -> head.length();
            case NONE -> head.status() == 204 ? -1 : head.length();
            case STREAM -> -1;
        };
    }

    /**
     * Writes a head.
     *
     * @param length of the body, or -1
     * @param stream whether a body of unknown length follows
     */
    abstract void writeHead(AnswerHead head, boolean keepsRevision, long length, boolean stream);

    /** Begins and ends an answer whose body is here, as one write. Reads {@code length} bytes of the buffer. */
    public final void whole(AnswerHead head, boolean keepsRevision, ByteBuf from, int length) {
        if (isOver()) {
            from.skipBytes(length);
            return;
        }
        begun = true;
        writeWhole(head, keepsRevision, from, length);
        end();
    }

    abstract void writeWhole(AnswerHead head, boolean keepsRevision, ByteBuf from, int length);

    /** Adds a part of the body, and releases it. */
    public final void part(ByteBuf part) {
        if (isOver() || !part.isReadable()) {
            part.release();
        } else {
            writePart(part);
        }
    }

    abstract void writePart(ByteBuf part);

    /** Sends what was added. */
    public final void flush() {
        if (!isOver()) {
            context().flush();
        }
    }

    /** The answer is complete. */
    public final void end() {
        if (isOver()) {
            return;
        }
        writeEnd();
        over = true;
        context().flush();
        connection.answered(true);
    }

    abstract void writeEnd();

    /** Breaks off. */
    public final void reset() {
        if (isOver()) {
            return;
        }
        over = true;
        prepareReset();
        Sending.close(context());
        connection.answered(false);
    }

    /** Makes sure that closing the connection does not make a part look like the whole. */
    abstract void prepareReset();

    /**
     * Makes this the last answer of its connection, over HTTP/1.1.
     *
     * @param broken whether nothing more can be read of the connection, so that it is closed with the answer
     */
    public final void last(boolean broken) {
        connection.last(broken);
    }

    /** Answers by ourselves, as one write. */
    public final void own(int status, HttpHeaders headers, byte[] body) {
        if (isOver()) {
            return;
        }
        begun = true;
        writeOwn(status, headers, body);
        end();
    }

    abstract void writeOwn(int status, HttpHeaders headers, byte[] body);

    /** Whether its head was written. */
    public final boolean isBegun() {
        return begun;
    }

    /** Whether it ended or broke off, or the caller left. */
    public final boolean isOver() {
        return over || !connection.isOpen();
    }

    /** Whether the caller takes more now; else {@link Call.Watcher#writable} tells when. */
    public final boolean isWritable() {
        return context().channel().isWritable();
    }
}
