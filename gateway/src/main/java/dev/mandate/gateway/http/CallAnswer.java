package dev.mandate.gateway.http;

import dev.mandate.gateway.wire.AnswerHead;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;

/**
 * The answer to one call, in the caller's version of HTTP. Once it has begun it either ends, or breaks off so that it never looks
 * whole. What comes after the caller left, or after the end, is dropped. Confined to its event loop.
 */
public interface CallAnswer {
    /** How the body of an answer is framed. */
    enum Body {
        /** There is none, whatever the head says of a length; what it says is passed on, but not beside 204. */
        NONE,
        /** As long as the head says. */
        LENGTH,
        /** Until it ends. */
        STREAM
    }

    /** Sends {@code 100 Continue}, if the caller's version knows it. */
    void proceed();

    /** Passes on an answer of status 103, if the caller's version knows it. */
    void inform(AnswerHead head);

    /**
     * Begins an answer that came from behind the gateway.
     *
     * @param keepsRevision whether it is the control plane's
     */
    void begin(AnswerHead head, boolean keepsRevision, Body body);

    /** The same, with a length that the head does not say: of a body that was held until it was whole. */
    void begin(AnswerHead head, boolean keepsRevision, long length);

    /** Begins and ends an answer whose body is here, as one write. Reads {@code length} bytes of the buffer. */
    void whole(AnswerHead head, boolean keepsRevision, ByteBuf from, int length);

    /** Adds a part of the body, and releases it. */
    void part(ByteBuf part);

    /** Sends what was added. */
    void flush();

    /** The answer is complete. */
    void end();

    /** Breaks off. */
    void reset();

    /**
     * Makes this the last answer of its connection, over HTTP/1.1.
     *
     * @param broken whether nothing more can be read of the connection, so that it is closed with the answer
     */
    void last(boolean broken);

    /** Answers by ourselves, as one write. */
    void own(int status, HttpHeaders headers, byte[] body);

    /** Whether its head was written. */
    boolean isBegun();

    /** Whether it ended or broke off, or the caller left. */
    boolean isOver();

    /** Whether the caller takes more now; else {@link Call.Watcher#writable} tells when. */
    boolean isWritable();
}
