package dev.mandate.gateway.undecided;

import dev.mandate.gateway.decision.Refusals;
import dev.mandate.gateway.route.BodyLimit;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Reads bodies to their end. When those that are not complete hold more bytes than they may, the ones that began first are given
 * up, so that a body that is sent at once is always read. Confined to one event loop.
 */
final class ArrivingBodies {
    private final Vertx vertx;
    private final UndecidedCalls.Bounds bounds;
    /** In the order of their beginning. */
    private final Set<Arriving> arriving = new LinkedHashSet<>();

    private long held;

    ArrivingBodies(Vertx vertx, UndecidedCalls.Bounds bounds) {
        this.vertx = vertx;
        this.bounds = bounds;
    }

    /** Completes with the body; fails with 413, 408 or 400, or with what ended the connection. */
    Future<Buffer> read(HttpServerRequest http) {
        String declared = http.getHeader("Content-Length");
        if (declared != null && Long.parseLong(declared) > bounds.bytes()) {
            return Future.failedFuture(BodyLimit.exceeded(bounds.bytes()));
        }
        if ("100-continue".equalsIgnoreCase(http.getHeader("Expect"))) {
            http.response().writeContinue();
        }
        Arriving body = new Arriving();
        arriving.add(body);
        new BodyLimit(http, bounds.bytes())
                .exceptionHandler(body.whole::tryFail)
                .handler(body::take)
                .endHandler(end -> body.whole.tryComplete(body.bytes))
                .resume();
        return body.whole.future();
    }

    /** One body, and the timer that gives it up. */
    private final class Arriving {
        private final Buffer bytes = Buffer.buffer();
        private final Promise<Buffer> whole = Promise.promise();
        private final long timer = vertx.setTimer(Math.max(1, bounds.time().toMillis()), over -> giveUp());

        Arriving() {
            whole.future().onComplete(done -> {
                vertx.cancelTimer(timer);
                arriving.remove(this);
                held -= bytes.length();
            });
        }

        void take(Buffer part) {
            if (whole.future().isComplete()) {
                return;
            }
            bytes.appendBuffer(part);
            held += part.length();
            while (held > bounds.held()) {
                arriving.iterator().next().giveUp();
            }
        }

        private void giveUp() {
            whole.tryFail(Refusals.bodyTimeout());
        }
    }
}
