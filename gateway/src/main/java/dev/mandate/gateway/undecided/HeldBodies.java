package dev.mandate.gateway.undecided;

import dev.mandate.gateway.decision.Refusals;
import dev.mandate.gateway.http.Deadlines;
import dev.mandate.gateway.http.RequestBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads bodies to their end, and counts their bytes until their calls are answered. Where there is no room, the incomplete bodies
 * that began first are given up, so that a body that is sent at once is read; complete ones stay. Confined to one event loop.
 */
final class HeldBodies {
    private final Deadlines deadlines;
    private final Duration time;
    private final long most;
    /** In the order of their beginning. */
    private final Set<Body> arriving = new LinkedHashSet<>();

    private long held;
    private long complete;

    /**
     * @param time until the last byte of a body must be there
     * @param most bytes of all bodies together
     */
    HeldBodies(Deadlines deadlines, Duration time, long most) {
        this.deadlines = deadlines;
        this.time = time;
        this.most = most;
    }

    /** Takes a whole body, which it releases, or why there is none. */
    interface Onward {
        void whole(ByteBuf body);

        void failed(Throwable cause);
    }

    /**
     * Reads a body and gives it on. Fails with 408 if the body is late, with 503 if there is no room for it, or with the failure of
     * the body.
     *
     * @param whenAnswered is given what to run once the call was answered
     */
    RequestBody.Reader reader(Onward onward, Consumer<Runnable> whenAnswered) {
        Body body = new Body(onward);
        arriving.add(body);
        deadlines.add(body);
        whenAnswered.accept(body::release);
        return body;
    }

    /** One body. */
    private final class Body extends Deadlines.Timed implements RequestBody.Reader {
        private final CompositeByteBuf bytes = Unpooled.compositeBuffer(Integer.MAX_VALUE);
        private final Onward onward;
        private final long since = System.nanoTime();
        private int length;
        private boolean over;
        private boolean given;
        private boolean released;

        Body(Onward onward) {
            this.onward = onward;
        }

        /** INVARIANT: not more than the bound is held afterwards. */
        @Override
        public void part(ByteBuf part) {
            if (over) {
                part.release();
                return;
            }
            if (complete + length + part.readableBytes() > most) {
                part.release();
                refuse();
                return;
            }
            length += part.readableBytes();
            held += part.readableBytes();
            bytes.addComponent(true, part);
            while (held > most) {
                arriving.iterator().next().refuse();
            }
        }

        private void refuse() {
            failed(Refusals.noRoomForBody());
        }

        @Override
        public void ended() {
            if (settle()) {
                complete += length;
                given = true;
                onward.whole(bytes);
            }
        }

        @Override
        public void failed(Throwable cause) {
            if (settle()) {
                release();
                onward.failed(cause);
            }
        }

        private boolean settle() {
            boolean first = !over;
            over = true;
            arriving.remove(this);
            deadlines.remove(this);
            return first;
        }

        @Override
        protected void check(long nanos) {
            if (nanos - since > time.toNanos()) {
                failed(Refusals.bodyTimeout());
            }
        }

        /** Gives back the room of a body whose call was answered, or that was given up. */
        private void release() {
            if (released) {
                return;
            }
            released = true;
            settle();
            held -= length;
            if (given) {
                complete -= length;
            } else {
                bytes.release();
            }
        }
    }
}
