package dev.mandate.gateway;

import dev.mandate.engine.Request;
import dev.mandate.gateway.decision.Decider;
import dev.mandate.gateway.decision.Refused;
import dev.mandate.gateway.decision.Verdict;
import dev.mandate.gateway.http.Answers;
import dev.mandate.gateway.http.Call;
import dev.mandate.gateway.http.HeadBounds;
import dev.mandate.gateway.http.HeadCheck;
import dev.mandate.gateway.http.Undecodable;
import dev.mandate.gateway.identity.Identities;
import dev.mandate.gateway.undecided.UndecidedCalls;
import dev.mandate.gateway.upstream.Forwarder;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The path of a call over HTTP: the {@link Decider} says what becomes of it, and it is forwarded or answered. Confined to one
 * event loop.
 */
final class Gateway implements Handler<HttpServerRequest> {
    /** What a call passes. The decider and the identities are shared by the event loops. */
    record Parts(
            Decider decider,
            Identities identities,
            UndecidedCalls undecided,
            Forwarder forwarder,
            Answers answers,
            Consumer<Call> finished,
            InstantSource clock) {}

    private final Parts parts;
    private final HeadBounds bounds;
    private final Context context;
    private final Executor loop;

    /**
     * @param bounds of a request's head
     * @param context of the event loop
     */
    Gateway(Parts parts, HeadBounds bounds, Context context) {
        this.parts = parts;
        this.bounds = bounds;
        this.context = context;
        this.loop = task -> context.runOnContext(now -> task.run());
    }

    @Override
    public void handle(HttpServerRequest http) {
        Call call = new Call(http);
        http.exceptionHandler(fault -> unreadable(call, fault));
        Future.succeededFuture(call)
                .compose(this::decide)
                .recover(fault -> parts.answers().refuse(call, fault))
                .onFailure(fault -> parts.answers().giveUp(call, fault))
                .onComplete(answered -> parts.finished().accept(call));
    }

    /** Answers 400 if the body is malformed before any step reads it. */
    private void unreadable(Call call, Throwable fault) {
        if (Undecodable.body(fault) instanceof Refused refused) {
            parts.answers()
                    .refuse(call, refused)
                    .onFailure(gone -> parts.answers().giveUp(call, gone));
        }
    }

    /** Answers a request whose head the HTTP decoder rejected, then closes the connection. */
    void handleUndecodable(HttpServerRequest http) {
        Call call = new Call(http);
        parts.answers()
                .refuse(call, Undecodable.head(http.decoderResult().cause()))
                .onFailure(fault -> parts.answers().giveUp(call, fault))
                .onComplete(answered -> parts.finished().accept(call));
    }

    /** Steps 0 to 6. */
    private Future<Void> decide(Call call) {
        HeadCheck.check(call.http(), bounds);
        CompletableFuture<Verdict> deciding = parts.decider().decide(call.request(), call.findings(), loop);
        // nearly always it is there at once, and no turn of the event loop is spent on it
        return deciding.isDone() && !deciding.isCompletedExceptionally()
                ? answer(call, deciding.resultNow())
                : Future.fromCompletionStage(deciding, context)
                        .compose(verdict -> answer(call, verdict), fault -> Future.failedFuture(Decider.cause(fault)));
    }

    private Future<Void> answer(Call call, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Preflight() -> parts.answers().preflight(call);
            case Verdict.Delegated(Request request) -> control(call, request);
            case Verdict.Allowed allowed -> upstream(call, allowed);
            case Verdict.Denied(Refused refusal) -> parts.answers().refuse(call, refusal);
        };
    }

    private Future<Void> control(Call call, Request request) {
        call.setOutcome("control");
        return parts.undecided().pass(call, body -> parts.forwarder().toControl(call, request, body));
    }

    /** Step 7: pass it on, and the answer back. */
    private Future<Void> upstream(Call call, Verdict.Allowed allowed) {
        call.setOutcome("allowed");
        return parts.identities()
                .sign(
                        allowed.view(),
                        allowed.caller(),
                        allowed.allow().api(),
                        parts.clock().instant())
                .compose(identity -> parts.forwarder().toPartner(call, allowed.request(), allowed.allow(), identity));
    }
}
