package dev.mandate.gateway.decision;

import dev.mandate.engine.Decision;
import dev.mandate.engine.Position;
import dev.mandate.engine.Reason;
import dev.mandate.engine.Request;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.gateway.subject.VerifiedToken;
import dev.mandate.protocol.record.DecisionId;
import dev.mandate.protocol.record.DecisionRecord;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call, and what has become known of it step by step, so that whatever answers can say so. Confined to the event loop
 * of its connection.
 */
public final class Call {
    /** The header of every answer. */
    public static final String DECISION_HEADER = DecisionId.HEADER;

    private final String id = DecisionId.next();
    private final long arrivalNanos = System.nanoTime();
    private final HttpServerRequest http;
    private @Nullable Request asked;
    private @Nullable VerifiedToken token;
    private @Nullable Position position;
    private @Nullable String action;
    private @Nullable String space;
    private String outcome = "error";
    private long decidedNanos;

    /** Holds the body back until somebody reads it. */
    public Call(HttpServerRequest http) {
        this.http = http;
        http.pause();
        http.response().putHeader(DECISION_HEADER, id);
    }

    public String id() {
        return id;
    }

    public HttpServerRequest http() {
        return http;
    }

    /** When it arrived, by {@link System#nanoTime}. */
    public long arrivalNanos() {
        return arrivalNanos;
    }

    public void asks(Request request) {
        asked = request;
    }

    public void bears(VerifiedToken verified) {
        token = verified;
    }

    public void decidedAt(Position known) {
        position = known;
    }

    /** The action that was found, and the space that was named, as far as the decision came to them. */
    public void isAbout(Decision decision) {
        switch (decision) {
            case Decision.Allow(var api, var found, var named) -> isAbout(found, named);
            case Decision.Forbidden(var found, var named, var missing) -> isAbout(found, named);
            case Decision.UnclearSpace(var reason, var found, var parameter) -> isAbout(found, Optional.empty());
            case Decision.HiddenSpace(var found, var parameter, var named) -> {
                action = found.key().toString();
                space = named;
            }
            case Decision.Unauthenticated u -> {}
            case Decision.UnknownPath u -> {}
            case Decision.OtherMethod o -> {}
            case Decision.Undecided u -> {}
        }
    }

    private void isAbout(Action found, Optional<SpaceId> named) {
        action = found.key().toString();
        space = named.map(SpaceId::value).orElse(null);
    }

    /**
     * Sets the outcome that metrics count: a problem's code, or a word for what is no problem. Does nothing once the call was
     * answered, as that answer's outcome counts.
     */
    public void setOutcome(String code) {
        if (http.response().ended()) {
            return;
        }
        outcome = code;
        if (decidedNanos == 0) {
            decidedNanos = System.nanoTime();
        }
    }

    public String outcome() {
        return outcome;
    }

    /** From arrival to the decision, without the upstream's part. */
    public long nanosToDecision() {
        return decidedNanos - arrivalNanos;
    }

    /** The canonical path, as far as there is one. */
    public Optional<String> path() {
        return Optional.ofNullable(asked).map(a -> a.path().toString());
    }

    /** What is told to the control plane of a call that was denied or hidden. */
    public DecisionRecord record(Instant at, int step, Reason reason) {
        return record(at, step, reason, space);
    }

    /** The same, where the upstream named the space. */
    public DecisionRecord record(Instant at, int step, Reason reason, @Nullable String named) {
        return new DecisionRecord(
                id,
                at.toEpochMilli(),
                token == null ? null : token.caller().tenant().value(),
                token == null ? null : token.caller().app().value(),
                token == null ? null : token.caller().user().value(),
                position == null ? null : position.toString(),
                http.method().name(),
                path().orElse(null),
                action,
                named,
                step,
                reason.status(),
                reason.code(),
                reason.name());
    }
}
