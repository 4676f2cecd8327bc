package dev.mandate.gateway.http;

import dev.mandate.gateway.decision.Refusals;
import dev.mandate.gateway.decision.Refused;
import dev.mandate.protocol.problem.ProblemCode;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request: its parts arrive from the connection, and one reader at a time takes them. Until there is a reader,
 * no more is read from the connection than what had arrived. Confined to its event loop.
 */
public final class RequestBody {
    /** Takes a body. After {@link #ended} or {@link #failed} nothing more comes. */
    public interface Reader {
        /** Takes a part, which the reader releases. */
        void part(ByteBuf part);

        void ended();

        /** The body broke off, is malformed, or is longer than it may be. */
        void failed(Throwable cause);

        /** No part follows at once: what was written may be flushed. */
        default void paused() {}
    }

    /** How a request says where its body ends. */
    public enum Framing {
        /** It has no body. */
        NONE,
        /** By {@code Content-Length}. */
        LENGTH,
        /** By chunks, or by the end of its stream over HTTP/2. */
        STREAM
    }

    private final Framing framing;
    private final long length;
    private long most;
    private final Flow flow;
    private final Deque<ByteBuf> waiting = new ArrayDeque<>(0);
    private @Nullable Reader reader;
    private @Nullable Throwable failure;
    private long seen;
    /** Nothing more arrives. */
    private boolean ended;

    private boolean told;
    private boolean held;
    private boolean unwanted;

    /** Lets the connection read, or not. */
    @FunctionalInterface
    interface Flow {
        void read(boolean on);
    }

    RequestBody(Framing framing, long length, long most, Flow flow) {
        this.framing = framing;
        this.length = length;
        this.most = most;
        this.flow = flow;
        this.ended = framing == Framing.NONE;
    }

    /** Returns the refusal of a body of more than {@code most} bytes. */
    public static Refused exceeded(long most) {
        return Refusals.shape(ProblemCode.BODY_TOO_LARGE, "the body may have at most " + most + " bytes");
    }

    public Framing framing() {
        return framing;
    }

    /** Returns the declared length; -1 without one. */
    public long length() {
        return length;
    }

    /** Whether all of it has arrived, or the rest is on its way to nobody. */
    public boolean isOver() {
        return ended || failure != null;
    }

    /** Whether nothing more of it arrives. */
    boolean hasEnded() {
        return ended;
    }

    /** Whether somebody reads it, or nobody wants it. */
    boolean isTaken() {
        return reader != null || unwanted;
    }

    /** Bytes that have arrived. */
    public long seen() {
        return seen;
    }

    /** Whether the connection may be read now. */
    boolean isRead() {
        return ended || (!held && waiting.isEmpty());
    }

    /** Lets it have fewer bytes than before; fails if more have arrived. */
    public void limit(long bytes) {
        most = bytes;
        if (seen > most) {
            fail(exceeded(most));
        }
    }

    /** A part arrived. */
    void arrived(ByteBuf part) {
        seen += part.readableBytes();
        if (unwanted || failure != null || !part.isReadable()) {
            part.release();
        } else if (seen > most) {
            part.release();
            fail(exceeded(most));
        } else if (reader == null || !waiting.isEmpty()) {
            waiting.add(part);
            flow.read(false);
        } else {
            reader.part(part);
        }
    }

    /** No part follows at once. */
    void quiet() {
        if (reader != null && !told) {
            reader.paused();
        }
    }

    /** The last part has arrived. */
    void end() {
        ended = true;
        tell();
    }

    /** Nothing more arrives: the body broke off, or is malformed. */
    void broke(Throwable cause) {
        if (!ended) {
            ended = true;
            fail(cause);
        }
    }

    /** Gives the rest up, which is on its way. */
    void fail(Throwable cause) {
        if (failure == null && !told) {
            failure = cause;
            release();
            tell();
        }
    }

    private void tell() {
        Reader to = reader;
        if (to == null || told || !waiting.isEmpty()) {
            return;
        }
        if (failure != null) {
            told = true;
            to.failed(failure);
        } else if (ended) {
            told = true;
            to.ended();
        }
    }

    /** Gives what has arrived, and what follows, to a reader. */
    public void readBy(Reader next) {
        reader = next;
        while (!waiting.isEmpty() && !held) {
            next.part(waiting.poll());
        }
        tell();
        allow();
    }

    private void allow() {
        if (isRead()) {
            flow.read(true);
        }
    }

    /** Reads no more until {@link #resume}. */
    public void pause() {
        held = true;
        if (!ended) {
            flow.read(false);
        }
    }

    public void resume() {
        held = false;
        if (reader != null) {
            readBy(reader);
        }
    }

    /** Drops what arrives from now on. */
    void discard() {
        unwanted = true;
        told = true;
        release();
        held = false;
        allow();
    }

    /** Releases what nobody took. */
    void release() {
        for (ByteBuf part = waiting.poll(); part != null; part = waiting.poll()) {
            part.release();
        }
    }
}
