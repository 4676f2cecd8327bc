package dev.mandate.gateway.upstream;

import dev.mandate.gateway.http.CallAnswer;
import dev.mandate.gateway.wire.AnswerHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer that is held back: all of it if it is short, so that nothing is left to do but to write it; of a longer one the
 * beginning, while the rest waits at the upstream.
 */
final class HeldAnswer {
    /** What one held answer may take of memory, give or take a read from a socket. */
    private static final int MOST = 64 * 1024;

    private final AnswerHead head;
    private final List<ByteBuf> parts = new ArrayList<>();
    private int bytes;
    private boolean complete;
    private boolean begun;

    HeldAnswer(AnswerHead head) {
        this.head = head;
    }

    AnswerHead head() {
        return head;
    }

    void add(ByteBuf part) {
        parts.add(part);
        bytes += part.readableBytes();
    }

    boolean isFull() {
        return bytes > MOST;
    }

    void complete() {
        complete = true;
    }

    /** Whether all of it is here. */
    boolean isComplete() {
        return complete;
    }

    /** Whether it has not been sent on its way before; true once. */
    boolean begins() {
        boolean first = !begun;
        begun = true;
        return first;
    }

    /** Writes all of it, with its length, in one go. */
    void writeWhole(CallAnswer to, boolean keepsRevision, String method) {
        if (method.equals("HEAD")) {
            release();
            to.begin(head, keepsRevision, CallAnswer.Body.NONE);
            to.end();
            return;
        }
        ByteBuf all = Unpooled.wrappedBuffer(parts.toArray(ByteBuf[]::new));
        parts.clear();
        try {
            to.whole(head, keepsRevision, all, bytes);
        } finally {
            all.release();
        }
    }

    /** Writes what is here. */
    void writeParts(CallAnswer to) {
        parts.forEach(to::part);
        parts.clear();
    }

    void release() {
        parts.forEach(ByteBuf::release);
        parts.clear();
    }
}
