package dev.mandate.gateway.decision;

import dev.mandate.engine.Admission;
import dev.mandate.engine.Bearer;
import dev.mandate.engine.Caller;
import dev.mandate.engine.Decision;
import dev.mandate.engine.Engine;
import dev.mandate.engine.Freshness;
import dev.mandate.engine.Position;
import dev.mandate.engine.Reason;
import dev.mandate.engine.Request;
import dev.mandate.engine.View;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.engine.uri.MalformedRequest;
import dev.mandate.engine.user.Subject;
import dev.mandate.gateway.subject.BusyVerifyingException;
import dev.mandate.gateway.subject.PresentedCredential;
import dev.mandate.gateway.subject.Tokens;
import dev.mandate.gateway.subject.VerifiedToken;
import dev.mandate.protocol.problem.WrongAudience;
import dev.mandate.protocol.token.InvalidTokenException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Steps 0 to 6 of a request, top to bottom: each step denies or hands on to the next, and the first that denies answers. It
 * knows no server, so other protocols can use it. Thread-safe.
 */
public final class Decider {
    /** What the steps work with. */
    public record Parts(Tokens tokens, State state, Patience patience, InstantSource clock) {}

    /**
     * What bounds and directs a request.
     *
     * @param staleness the age of the state over which nothing is decided
     * @param issuer of tokens
     * @param audience of the tokens for partner APIs: the gateway's URL
     */
    public record Bounds(Duration staleness, String issuer, String audience) {}

    /**
     * One request on its way through the steps.
     *
     * @param caller runs the steps that follow a wait
     */
    private record Evaluation(AccessRequest request, Findings found, Executor caller) {}

    private record Known(View view, Freshness freshness) {}

    private final Parts parts;
    private final Bounds bounds;

    public Decider(Parts parts, Bounds bounds) {
        this.parts = parts;
        this.bounds = bounds;
    }

    /**
     * Decides a request. What is denied completes as {@link Verdict.Denied}; what was not foreseen fails, which is never an
     * allow. If nothing must be waited for, the result is complete on return.
     *
     * @param found is filled step by step
     * @param caller runs the steps that follow a wait; a token that is refused completes the result on the worker that read it
     */
    public CompletableFuture<Verdict> decide(AccessRequest request, Findings found, Executor caller) {
        try {
            return shape(new Evaluation(request, found, caller));
        } catch (RuntimeException fault) {
            return failed(fault);
        }
    }

    /** Step 0: is it one request, and whose? */
    private CompletableFuture<Verdict> shape(Evaluation evaluation) {
        Shape shape = Shape.of(evaluation.request());
        evaluation.found().isFor(shape.request());
        return switch (shape) {
            case Shape.Preflight(Request asked) -> CompletableFuture.completedFuture(new Verdict.Preflight());
            case Shape.Control(Request asked) -> CompletableFuture.completedFuture(new Verdict.Delegated(asked));
            case Shape.Partner partner -> partner(evaluation, partner);
        };
    }

    /** Steps 1 to 6. Nearly always the token is kept, and no step waits. */
    private CompletableFuture<Verdict> partner(Evaluation evaluation, Shape.Partner partner) {
        VerifiedToken kept = kept(evaluation.request());
        CompletableFuture<Verdict> decided = kept != null
                ? state(evaluation, kept, partner)
                : then(evaluation, credential(evaluation), token -> state(evaluation, token, partner));
        return decided.isDone() && !decided.isCompletedExceptionally() ? decided : decided.exceptionally(this::denied);
    }

    private @Nullable VerifiedToken kept(AccessRequest request) {
        String header = request.headers().first("Authorization");
        return header == null
                ? null
                : parts.tokens().kept(header, request.last(), parts.clock().instant());
    }

    private CompletableFuture<Verdict> failed(RuntimeException fault) {
        try {
            return CompletableFuture.completedFuture(denied(fault));
        } catch (CompletionException unforeseen) {
            return CompletableFuture.failedFuture(cause(unforeseen));
        }
    }

    /** Runs the next step at once if it need not wait, else where the caller wants it. */
    private static <T> CompletableFuture<Verdict> then(
            Evaluation evaluation, CompletableFuture<T> step, Function<T, CompletableFuture<Verdict>> next) {
        return step.isDone() ? step.thenCompose(next) : step.thenComposeAsync(next, evaluation.caller());
    }

    /** Step 1: who calls? */
    private CompletableFuture<VerifiedToken> credential(Evaluation evaluation) {
        return switch (PresentedCredential.of(evaluation.request().headers().first("Authorization"))) {
            case PresentedCredential.None() -> throw Refusals.credentialMissing();
            case PresentedCredential.Foreign() -> throw Refusals.tokenInvalid();
            case PresentedCredential.Token(String text) ->
                parts.tokens().verify(text, parts.clock().instant());
        };
    }

    /** Checks the audience (step 1), then waits a bounded time for the demanded state (step 2). */
    private CompletableFuture<Verdict> state(Evaluation evaluation, VerifiedToken token, Shape.Partner partner) {
        // whose it is, for the record; the tenant's administrators look it up
        evaluation.found().isFrom(token);
        if (!token.audience().contains(bounds.audience())) {
            throw Refusals.tokenForAnotherDoor(WrongAudience.detail(token.audience(), bounds.issuer()));
        }
        CompletableFuture<Void> reached = parts.patience().await(token, partner.atLeast());
        return reached.isDone()
                ? CompletableFuture.completedFuture(decide(evaluation, token, partner))
                : reached.thenApplyAsync(waited -> decide(evaluation, token, partner), evaluation.caller());
    }

    /** Steps 2 to 6: does the bearer stand, and may it do what it asks for, where, and by what right? */
    private Verdict decide(Evaluation evaluation, VerifiedToken token, Shape.Partner partner) {
        // INVARIANT: its age first, so that what is decided on is never older than the age says
        Freshness freshness = freshness(evaluation, token, partner.atLeast());
        View view = view(token.caller().tenant());
        evaluation.found().isDecidedAt(view.position());
        return decide(evaluation.found(), token, partner.request(), new Known(view, freshness));
    }

    private Verdict decide(Findings found, VerifiedToken token, Request asked, Known known) {
        Instant now = parts.clock().instant();
        View view = known.view();
        Bearer bearer = token.bearer(token.grantType(view.tenant().tenancy().apps()));
        Subject subject = switch (Engine.admit(view, bearer, known.freshness(), now)) {
            case Admission.Admitted(Caller caller, Subject admitted) -> admitted;
            case Decision.Unauthenticated refusal -> throw Refusals.of(refusal);
            case Decision.Undecided refusal -> throw Refusals.of(refusal);
        };
        Decision decision = Engine.decide(view, subject, asked, now);
        found.isDecided(decision);
        return switch (decision) {
            case Decision.Allow allow -> new Verdict.Allowed(asked, view, bearer.caller(), allow);
            case Decision.Refusal refusal -> throw Refusals.of(refusal);
        };
    }

    private View view(TenantId tenant) {
        // INVARIANT: the tenant first, as the platform is never behind what an applied entry needs
        Snapshot own = parts.state().tenant(tenant).orElseThrow(() -> Refusals.undecided(Reason.STATE_BEHIND));
        Snapshot platform =
                tenant.equals(TenantId.PLATFORM) ? own : parts.state().platform();
        return new View(platform, own);
    }

    private Freshness freshness(Evaluation evaluation, VerifiedToken token, Position atLeast) {
        TenantId tenant = token.caller().tenant();
        State state = parts.state();
        return new Freshness(
                state.age(TenantId.PLATFORM),
                state.age(tenant),
                bounds.staleness(),
                atLeast,
                state.confirmedHead(tenant, evaluation.request().arrivalNanos()));
    }

    /** Returns what a stage of a decision failed with, without the wrapper that later stages see. */
    public static Throwable cause(Throwable fault) {
        Throwable cause = fault.getCause();
        return fault instanceof CompletionException && cause != null ? cause : fault;
    }

    private Verdict denied(Throwable fault) {
        Throwable cause = cause(fault);
        return switch (cause) {
            case Refused refused -> new Verdict.Denied(refused);
            case MalformedRequest unclear ->
                new Verdict.Denied(Refusals.malformed(Objects.requireNonNull(unclear.getMessage())));
            case InvalidTokenException invalid -> new Verdict.Denied(unbelieved(invalid));
            case BusyVerifyingException busy -> new Verdict.Denied(Refusals.busyVerifying());
            default -> throw new CompletionException(cause);
        };
    }

    /** A key that is unknown here may only be unknown yet, which only a fresh state can tell. */
    private Refused unbelieved(InvalidTokenException invalid) {
        boolean undecided =
                invalid.keyUnknown() && parts.state().age(TenantId.PLATFORM).compareTo(bounds.staleness()) > 0;
        return undecided ? Refusals.undecided(Reason.STATE_STALE) : Refusals.tokenInvalid();
    }
}
