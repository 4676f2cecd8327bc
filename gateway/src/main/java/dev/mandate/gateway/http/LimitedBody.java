package dev.mandate.gateway.http;

import dev.mandate.gateway.decision.Refusals;
import dev.mandate.gateway.decision.Refused;
import dev.mandate.protocol.problem.ProblemCode;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * A body that fails once it is longer than it may be, as the length of a chunked one is known only at its end, or when its
 * chunks cannot be read.
 */
public final class LimitedBody implements ReadStream<Buffer> {
    private final ReadStream<Buffer> body;
    private final long most;
    private long seen;
    private @Nullable Handler<Throwable> failed;

    public LimitedBody(ReadStream<Buffer> body, long most) {
        this.body = body;
        this.most = most;
    }

    /** Returns the refusal of a body of more than {@code most} bytes. */
    public static Refused exceeded(long most) {
        return Refusals.shape(ProblemCode.BODY_TOO_LARGE, "the body may have at most " + most + " bytes");
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> next) {
        body.handler(next == null ? null : part -> take(part, next));
        return this;
    }

    private void take(Buffer part, Handler<Buffer> next) {
        seen += part.length();
        if (seen <= most) {
            next.handle(part);
        } else if (failed != null) {
            failed.handle(exceeded(most));
        }
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        failed = handler;
        body.exceptionHandler(handler == null ? null : fault -> handler.handle(Undecodable.body(fault)));
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        body.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        body.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        body.fetch(amount);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        body.endHandler(handler);
        return this;
    }
}
