package dev.mandate.gateway;

import dev.mandate.engine.Request;
import dev.mandate.gateway.decision.Decider;
import dev.mandate.gateway.decision.Refused;
import dev.mandate.gateway.decision.Verdict;
import dev.mandate.gateway.http.Answers;
import dev.mandate.gateway.http.Call;
import dev.mandate.gateway.http.CallHandler;
import dev.mandate.gateway.http.HeadBounds;
import dev.mandate.gateway.http.HeadCheck;
import dev.mandate.gateway.http.Undecodable;
import dev.mandate.gateway.identity.Identities;
import dev.mandate.gateway.undecided.UndecidedCalls;
import dev.mandate.gateway.upstream.Forwarder;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The path of a call over HTTP: the {@link Decider} says what becomes of it, and it is forwarded or answered. Confined to one
 * event loop.
 */
final class Gateway implements CallHandler {
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
    private final Executor loop;

    /**
     * @param bounds of a request's head
     * @param loop runs what follows a wait on the event loop
     */
    Gateway(Parts parts, HeadBounds bounds, Executor loop) {
        this.parts = parts;
        this.bounds = bounds;
        this.loop = loop;
    }

    /** Steps 0 to 6, then step 7. */
    @Override
    public void handle(Call call) {
        try {
            HeadCheck.check(call, bounds);
            then(call, parts.decider().decide(call.request(), call.findings(), loop), verdict -> answer(call, verdict));
        } catch (RuntimeException fault) {
            parts.answers().refuse(call, fault);
        }
    }

    /** Goes on at once with what is there, which is nearly always so, else on the event loop. */
    private <T> void then(Call call, CompletableFuture<T> step, Consumer<T> next) {
        if (step.isDone()) {
            go(call, step, next);
        } else {
            var _ = step.whenCompleteAsync((value, fault) -> go(call, step, next), loop);
        }
    }

    private <T> void go(Call call, CompletableFuture<T> done, Consumer<T> next) {
        if (call.answer().isOver()) {
            return;
        }
        if (done.isCompletedExceptionally()) {
            parts.answers().refuse(call, Decider.cause(done.exceptionNow()));
            return;
        }
        try {
            next.accept(done.resultNow());
        } catch (RuntimeException fault) {
            parts.answers().refuse(call, fault);
        }
    }

    private void answer(Call call, Verdict verdict) {
        switch (verdict) {
            case Verdict.Preflight() -> parts.answers().preflight(call);
            case Verdict.Delegated(Request request) -> control(call, request);
            case Verdict.Allowed allowed -> upstream(call, allowed);
            case Verdict.Denied(Refused refusal) -> parts.answers().refuse(call, refusal);
        }
    }

    private void control(Call call, Request request) {
        call.setOutcome("control");
        parts.undecided().pass(call, body -> parts.forwarder().toControl(call, request, body));
    }

    /** Step 7: passes it on, and the answer back. */
    private void upstream(Call call, Verdict.Allowed allowed) {
        call.setOutcome("allowed");
        CompletableFuture<String> identity = parts.identities()
                .sign(
                        allowed.view(),
                        allowed.caller(),
                        allowed.allow().api(),
                        parts.clock().instant());
        then(call, identity, signed -> parts.forwarder().toPartner(call, allowed.request(), allowed.allow(), signed));
    }

    /** Answers a request whose head the decoder rejected; the connection is closed with the answer. */
    @Override
    public void handleUndecodable(Call call, @Nullable Throwable cause) {
        parts.answers().refuse(call, Undecodable.head(cause));
    }

    @Override
    public void handleBroken(Call call, Throwable cause) {
        parts.answers().refuse(call, cause);
    }

    @Override
    public void finished(Call call) {
        parts.finished().accept(call);
    }
}
