package dev.mandate.gateway.undecided;

import dev.mandate.gateway.decision.Refusals;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads bodies to their end, and counts their bytes until their calls are answered. Where there is no room, the incomplete bodies
 * that began first are given up, so that a body that is sent at once is read; complete ones stay. Confined to one event loop.
 */
final class HeldBodies {
    private final Vertx vertx;
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
    HeldBodies(Vertx vertx, Duration time, long most) {
        this.vertx = vertx;
        this.time = time;
        this.most = most;
    }

    /**
     * Reads a body, gives it to {@code onward}, and returns what that returns. Fails with 408 if the body is late, with 503 if there is
     * no room for it, or with the failure of the stream.
     */
    Future<Void> pass(ReadStream<Buffer> from, Function<Buffer, Future<Void>> onward) {
        Body body = new Body();
        arriving.add(body);
        from.exceptionHandler(body.end::tryFail)
                .handler(body::take)
                .endHandler(end -> body.end.tryComplete(body.bytes))
                .resume();
        return body.end.future().compose(onward).onComplete(done -> body.release());
    }

    /** One body, and the timer that gives it up. */
    private final class Body {
        private final Buffer bytes = Buffer.buffer();
        private final Promise<Buffer> end = Promise.promise();
        private final long timer =
                vertx.setTimer(Math.max(1, time.toMillis()), over -> end.tryFail(Refusals.bodyTimeout()));

        Body() {
            end.future().onComplete(done -> {
                vertx.cancelTimer(timer);
                arriving.remove(this);
                complete += bytes.length();
            });
        }

        /** INVARIANT: not more than the bound is held afterwards. */
        void take(Buffer part) {
            if (end.future().isComplete()) {
                return;
            }
            if (complete + bytes.length() + part.length() > most) {
                refuse();
                return;
            }
            bytes.appendBuffer(part);
            held += part.length();
            while (held > most) {
                arriving.iterator().next().refuse();
            }
        }

        private void refuse() {
            end.tryFail(Refusals.noRoomForBody());
        }

        /** Gives back the room of a body whose call was answered, or that was given up. */
        private void release() {
            held -= bytes.length();
            complete -= bytes.length();
        }
    }
}
