package dev.mandate.gateway;

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
import dev.mandate.engine.state.Subject;
import dev.mandate.gateway.decision.Answers;
import dev.mandate.gateway.decision.Call;
import dev.mandate.gateway.decision.Patience;
import dev.mandate.gateway.decision.Refusals;
import dev.mandate.gateway.decision.Refused;
import dev.mandate.gateway.decision.State;
import dev.mandate.gateway.identity.Identities;
import dev.mandate.gateway.route.HeadBounds;
import dev.mandate.gateway.route.Shape;
import dev.mandate.gateway.route.Undecodable;
import dev.mandate.gateway.subject.Credential;
import dev.mandate.gateway.subject.Tokens;
import dev.mandate.gateway.subject.VerifiedToken;
import dev.mandate.gateway.undecided.UndecidedCalls;
import dev.mandate.gateway.upstream.Forwarder;
import dev.mandate.protocol.problem.WrongDoor;
import dev.mandate.protocol.token.InvalidTokenException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * The path of a call, top to bottom: each step answers or hands on to the next, and the first that fails answers. What
 * makes it fast or watched stands around the steps, never between them.
 */
final class Gateway implements Handler<HttpServerRequest> {
    /** What the steps work with. All but the undecided calls, forwarder and answers are shared by the event loops. */
    record Parts(
            Tokens tokens,
            State state,
            Patience patience,
            Identities identities,
            UndecidedCalls undecided,
            Forwarder forwarder,
            Answers answers,
            Consumer<Call> finished,
            InstantSource clock) {}

    /**
     * What bounds a call.
     *
     * @param staleness the age of the state over which nothing is decided
     * @param head what a request's head may hold and announce
     * @param issuer of tokens
     * @param audience of the tokens for partner APIs: the gateway's URL
     */
    record Bounds(Duration staleness, HeadBounds head, String issuer, String audience) {}

    /** Steps 2 to 6 passed: an allowed call, and what it was decided on. */
    private record Allowed(Request asked, View view, Caller caller, Decision.Allow allow) {}

    private final Parts parts;
    private final Bounds bounds;

    Gateway(Parts parts, Bounds bounds) {
        this.parts = parts;
        this.bounds = bounds;
    }

    @Override
    public void handle(HttpServerRequest http) {
        Call call = new Call(http);
        http.exceptionHandler(fault -> unreadable(call, fault));
        Future.succeededFuture(call)
                .compose(this::shape)
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

    /** Step 0: is it one request, and whose? */
    private Future<Void> shape(Call call) {
        Shape shape = Shape.of(call.http(), bounds.head());
        call.asks(shape.request());
        return switch (shape) {
            case Shape.Preflight(Request asked) -> parts.answers().preflight(call);
            case Shape.Control(Request asked) -> control(call, asked);
            case Shape.Partner(Request asked, Position atLeast) ->
                credential(call)
                        .compose(token -> state(call, token, asked, atLeast))
                        .compose(allowed -> upstream(call, allowed));
        };
    }

    private Future<Void> control(Call call, Request asked) {
        call.setOutcome("control");
        return parts.undecided().pass(call, body -> parts.forwarder().toControl(call, asked, body));
    }

    /** Step 1: who calls? */
    private Future<VerifiedToken> credential(Call call) {
        return switch (Credential.of(call.http().headers())) {
            case Credential.None() -> Future.failedFuture(Refusals.credentialMissing());
            case Credential.Foreign() -> Future.failedFuture(Refusals.tokenInvalid());
            case Credential.Token(String text) ->
                parts.tokens()
                        .verify(text, parts.clock().instant())
                        .compose(token -> forPartners(call, token), fault -> Future.failedFuture(unbelieved(fault)));
        };
    }

    private Future<VerifiedToken> forPartners(Call call, VerifiedToken token) {
        // whose it is, for the record; the tenant's administrators look it up
        call.bears(token);
        return token.audience().contains(bounds.audience())
                ? Future.succeededFuture(token)
                : Future.failedFuture(
                        Refusals.tokenForAnotherDoor(WrongDoor.detail(token.audience(), bounds.issuer())));
    }

    /** A key that is unknown here may only be unknown yet: that is for a fresh state to say. */
    private Throwable unbelieved(Throwable fault) {
        if (!(fault instanceof InvalidTokenException invalid)) {
            return fault;
        }
        boolean undecided = invalid.keyUnknown() && isStale(TenantId.PLATFORM);
        return undecided ? Refusals.undecided(Reason.STATE_STALE) : Refusals.tokenInvalid();
    }

    /** Step 2, the door's half: give the state a moment to be there. */
    private Future<Allowed> state(Call call, VerifiedToken token, Request asked, Position atLeast) {
        return parts.patience().await(token, atLeast).map(waited -> {
            // INVARIANT: its age first, so that what is decided on is never older than the age says
            Freshness freshness = freshness(call, token, atLeast);
            View view = view(token.caller().tenant());
            call.decidedAt(view.position());
            return decide(call, token, asked, new Known(view, freshness));
        });
    }

    private record Known(View view, Freshness freshness) {}

    private View view(TenantId tenant) {
        // INVARIANT: the tenant first, as the platform is never behind what an applied entry needs
        Snapshot own = parts.state().tenant(tenant).orElseThrow(() -> Refusals.undecided(Reason.STATE_BEHIND));
        Snapshot platform =
                tenant.equals(TenantId.PLATFORM) ? own : parts.state().platform();
        return new View(platform, own);
    }

    private Freshness freshness(Call call, VerifiedToken token, Position atLeast) {
        TenantId tenant = token.caller().tenant();
        State state = parts.state();
        return new Freshness(
                state.age(TenantId.PLATFORM),
                state.age(tenant),
                bounds.staleness(),
                atLeast,
                state.confirmedHead(tenant, call.arrivalNanos()));
    }

    private boolean isStale(TenantId stream) {
        return parts.state().age(stream).compareTo(bounds.staleness()) > 0;
    }

    /** Steps 2 to 6: does the bearer stand, and may it do what it asks for, where, and by what right? */
    private Allowed decide(Call call, VerifiedToken token, Request asked, Known known) {
        Instant now = parts.clock().instant();
        Bearer bearer =
                token.bearer(token.grantType(known.view().tenant().tenancy().apps()));
        Subject subject = switch (Engine.admit(known.view(), bearer, known.freshness(), now)) {
            case Admission.Admitted(Caller caller, Subject found) -> found;
            case Decision.Unauthenticated refusal -> throw Refusals.of(refusal);
            case Decision.Undecided refusal -> throw Refusals.of(refusal);
        };
        Decision decision = Engine.decide(known.view(), subject, asked, now);
        call.isAbout(decision);
        return switch (decision) {
            case Decision.Allow allow -> new Allowed(asked, known.view(), bearer.caller(), allow);
            case Decision.Refusal refusal -> throw Refusals.of(refusal);
        };
    }

    /** Step 7: pass it on, and the answer back. */
    private Future<Void> upstream(Call call, Allowed allowed) {
        call.setOutcome("allowed");
        return parts.identities()
                .sign(
                        allowed.view(),
                        allowed.caller(),
                        allowed.allow().api(),
                        parts.clock().instant())
                .compose(identity -> parts.forwarder().toPartner(call, allowed.asked(), allowed.allow(), identity));
    }
}
