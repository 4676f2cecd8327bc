package dev.mandate.gateway.upstream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;

/**
 * The body of an answer that is held back: all of it if it is short, so that nothing is left to do but to write it; of a
 * longer one the beginning, while the rest waits at the upstream.
 */
final class HeldBody {
    /** What one held answer may take of memory, give or take a read from a socket. */
    private static final int MOST = 64 * 1024;

    private final HttpClientResponse from;
    private final Buffer bytes = Buffer.buffer();
    private final Promise<HeldBody> held = Promise.promise();
    private final Future<Void> ended;

    HeldBody(HttpClientResponse from) {
        this.from = from;
        from.handler(this::take);
        this.ended = from.end();
        ended.onSuccess(end -> held.tryComplete(this)).onFailure(held::tryFail);
    }

    private void take(Buffer part) {
        bytes.appendBuffer(part);
        if (bytes.length() > MOST) {
            from.pause();
            held.tryComplete(this);
        }
    }

    /** Completes once as much is here as will be before it is written; fails if it breaks off before. */
    Future<HeldBody> held() {
        return held.future();
    }

    boolean isWhole() {
        return ended.succeeded();
    }

    int length() {
        return bytes.length();
    }

    /** Fails if it broke off, even while it was held. */
    Future<Void> writeTo(HttpServerResponse to) {
        if (ended.failed()) {
            return ended;
        }
        return isWhole()
                ? to.end(bytes)
                : to.write(bytes)
                        .compose(begun -> from.pipe().endOnFailure(false).to(to));
    }
}
