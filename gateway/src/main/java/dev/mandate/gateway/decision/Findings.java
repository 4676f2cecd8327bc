package dev.mandate.gateway.decision;

import dev.mandate.engine.Decision;
import dev.mandate.engine.Position;
import dev.mandate.engine.Reason;
import dev.mandate.engine.Request;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.gateway.subject.VerifiedToken;
import dev.mandate.protocol.record.DecisionRecord;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a decision found out step by step, so that even a failure is reported with as much as was known. Used by one thread
 * at a time.
 */
public final class Findings {
    private @Nullable Request request;
    private @Nullable VerifiedToken token;
    private @Nullable Position position;
    private @Nullable ActionKey action;
    private @Nullable String space;

    void isFor(Request wellFormed) {
        request = wellFormed;
    }

    void isFrom(VerifiedToken verified) {
        token = verified;
    }

    void isDecidedAt(Position known) {
        position = known;
    }

    /** Notes the action that was found, and the space that was named, as far as the decision came to them. */
    void isDecided(Decision decision) {
        switch (decision) {
            case Decision.Allow(var api, var found, var named) -> isAbout(found, named);
            case Decision.Forbidden(var found, var named, var missing) -> isAbout(found, named);
            case Decision.UnclearSpace(var reason, var found, var parameter) -> isAbout(found, Optional.empty());
            case Decision.HiddenSpace(var found, var parameter, var named) -> {
                action = found.key();
                space = named;
            }
            case Decision.Unauthenticated u -> {}
            case Decision.UnknownPath u -> {}
            case Decision.OtherMethod o -> {}
            case Decision.Undecided u -> {}
        }
    }

    private void isAbout(Action found, Optional<SpaceId> named) {
        action = found.key();
        space = named.map(SpaceId::value).orElse(null);
    }

    /** Whether a verified token came with the request. */
    public boolean hasToken() {
        return token != null;
    }

    /** Returns the canonical path; empty if the request was malformed. */
    public Optional<String> path() {
        return Optional.ofNullable(request).map(known -> known.path().toString());
    }

    /** Returns the id of the space that the request named and that the decision came to; null without one. */
    public @Nullable String space() {
        return space;
    }

    /**
     * Returns the record of a denial.
     *
     * @param named the id of the space, as the upstream or the request named it
     */
    public DecisionRecord record(Denial denial, @Nullable String named) {
        Reason reason = denial.reason();
        return new DecisionRecord(
                denial.id(),
                denial.at().toEpochMilli(),
                token == null ? null : token.caller().tenant().value(),
                token == null ? null : token.caller().app().value(),
                token == null ? null : token.caller().user().value(),
                position == null ? null : position.toString(),
                denial.method(),
                path().orElse(null),
                action == null ? null : action.toString(),
                named,
                denial.step(),
                reason.status(),
                reason.code(),
                reason.name());
    }

    /**
     * A denied or hidden request.
     *
     * @param id of the decision
     * @param step of the decision that denied, 0 to 7
     */
    public record Denial(String id, Instant at, String method, int step, Reason reason) {}
}
