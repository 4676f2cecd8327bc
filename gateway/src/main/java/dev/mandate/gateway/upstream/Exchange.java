package dev.mandate.gateway.upstream;

import dev.mandate.engine.Reason;
import dev.mandate.gateway.decision.Refused;
import dev.mandate.gateway.http.Call;
import dev.mandate.gateway.http.LimitedBody;
import dev.mandate.gateway.setting.ForwardingLimits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way out and one answer on its way back. Either side that goes away takes the other with it: a caller
 * who leaves cancels the upstream's work, and an answer that breaks off breaks off for the caller too, never looking whole.
 */
final class Exchange {
    /** Takes over what the head of the answer says. */
    @FunctionalInterface
    interface Head {
        void take(HttpClientResponse head);
    }

    /** How a call's way to one destination differs from others: what is said of faults, and of the answer's head. */
    record Way(Faults faults, Head head) {}

    private final HttpServerRequest in;
    private final HttpClientRequest out;
    private final ForwardingLimits limits;
    private final Way way;
    private final long arrivalNanos;
    private boolean late;
    private @Nullable Throwable bodyFault;

    Exchange(Call call, HttpClientRequest out, ForwardingLimits limits, Way way) {
        this.in = call.http();
        this.arrivalNanos = call.arrivalNanos();
        this.out = out;
        this.limits = limits;
        this.way = way;
    }

    /**
     * Streams the caller's body and the answer. Fails only while the caller can still be told; what breaks later ends the caller's
     * connection.
     */
    Future<Void> run(Vertx vertx) {
        return run(vertx, this::streamBody);
    }

    /** The same with a body that was read before. */
    Future<Void> run(Vertx vertx, Buffer body) {
        return run(vertx, () -> sendBody(body));
    }

    private Future<Void> run(Vertx vertx, Supplier<Future<Void>> send) {
        // each fault arrives through a future too; without a handler Vert.x would also log it as an error of ours
        out.exceptionHandler(fault -> {});
        HttpServerResponse answer = in.response();
        if (answer.closed() || answer.ended()) {
            return out.reset();
        }
        answer.closeHandler(left -> out.reset());
        Future<HttpClientResponse> answered = out.response();
        send.get().onSuccess(sent -> awaitHead(vertx, answered)).onFailure(fault -> {
            bodyFault = fault;
            out.reset();
        });
        return answered.recover(fault -> Future.failedFuture(faultForCaller())).compose(from -> answer(vertx, from));
    }

    private void awaitHead(Vertx vertx, Future<HttpClientResponse> answered) {
        long timer = vertx.setTimer(limits.response().toMillis(), over -> {
            late = true;
            out.reset();
        });
        answered.onComplete(done -> vertx.cancelTimer(timer));
    }

    private Throwable faultForCaller() {
        if (bodyFault instanceof Refused tooLong) {
            return tooLong;
        }
        return late ? way.faults().timeout() : way.faults().unavailable();
    }

    private Future<Void> sendBody(Buffer body) {
        boolean framed = in.headers().contains("Content-Length") || in.headers().contains("Transfer-Encoding");
        if (framed || body.length() > 0) {
            out.putHeader("Content-Length", String.valueOf(body.length()));
        }
        return body.length() > 0 ? out.end(body) : out.end();
    }

    private Future<Void> streamBody() {
        String length = in.getHeader("Content-Length");
        if (length != null) {
            out.putHeader("Content-Length", length);
        } else if (isStreamed()) {
            out.setChunked(true);
        } else {
            in.resume();
            return out.end();
        }
        if ("100-continue".equalsIgnoreCase(in.getHeader("Expect"))) {
            in.response().writeContinue();
        }
        // the head first: the upstream may refuse what it says, and bounds the time of a body that never begins
        return out.sendHead()
                // the end of a broken body is not the end of the request
                .compose(sent -> new LimitedBody(in, limits.bodyBytes())
                        .pipe()
                        .endOnFailure(false)
                        .to(out));
    }

    private boolean isStreamed() {
        boolean second = in.version() == HttpVersion.HTTP_2;
        boolean bodiless = in.method().equals(HttpMethod.GET) || in.method().equals(HttpMethod.HEAD);
        return second ? !bodiless : in.headers().contains("Transfer-Encoding");
    }

    private Future<Void> answer(Vertx vertx, HttpClientResponse from) {
        if (from.statusCode() < 200) {
            out.reset();
            return Future.failedFuture(way.faults().unavailable());
        }
        HttpServerResponse to = in.response();
        to.setStatusCode(from.statusCode()).setStatusMessage(from.statusMessage());
        way.head().take(from);
        return pass(vertx, from, to).recover(broken -> {
            out.reset();
            return to.reset().otherwiseEmpty();
        });
    }

    private Future<Void> pass(Vertx vertx, HttpClientResponse from, HttpServerResponse to) {
        if (from.statusCode() != Reason.OUTSIDE_SPACES.status()) {
            frame(from, to);
            return from.pipe().endOnFailure(false).to(to);
        }
        // INVARIANT: a short one is a single write after its beat, whatever the way it came
        return new HeldBody(from).held().compose(body -> {
            if (body.isWhole() && hasBody(from.statusCode())) {
                to.putHeader("Content-Length", String.valueOf(body.length()));
            } else {
                frame(from, to);
            }
            return new Beat(limits.notFound()).next(vertx, arrivalNanos).compose(due -> body.writeTo(to));
        });
    }

    private void frame(HttpClientResponse from, HttpServerResponse to) {
        String length = from.getHeader("Content-Length");
        if (length != null) {
            to.putHeader("Content-Length", length);
        } else if (hasBody(from.statusCode())) {
            to.setChunked(true);
        }
    }

    private boolean hasBody(int status) {
        return status != 204 && status != 304 && !in.method().equals(HttpMethod.HEAD);
    }
}
