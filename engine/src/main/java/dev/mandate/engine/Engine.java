package dev.mandate.engine;

import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.route.Endpoint;
import dev.mandate.engine.route.Route;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.engine.state.Subject;
import dev.mandate.engine.state.Tenancy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The decision. Both halves are pure: what is known and what time it is come in.
 *
 * <p>{@link #admit} asks whether the bearer of a token stands (steps 2 and 3 of the decision), {@link #decide} whether the
 * caller may do what it asks for (steps 4 to 6). The first step that fails answers.
 */
public final class Engine {
    private Engine() {}

    /** Steps 2 and 3: is enough known, and do tenant, app, user, credential and token stand? */
    public static Admission admit(View view, Bearer bearer, Freshness freshness, Instant now) {
        Admission unknown = unknown(view, bearer, freshness);
        if (unknown != null) {
            return unknown;
        }
        Tenancy tenancy = view.tenant().tenancy();
        Subject user = bearer.subject(tenancy);
        Reason fault = Standing.fault(tenancy, bearer, user, now);
        return fault == null ? new Admission.Admitted(bearer.caller(), user) : new Decision.Unauthenticated(fault);
    }

    private static @Nullable Admission unknown(View view, Bearer bearer, Freshness freshness) {
        if (!view.tenant().stream().equals(bearer.caller().tenant())) {
            throw new IllegalArgumentException("this is a bug: a token of `"
                    + bearer.caller().tenant() + "` was asked of `" + view.tenant().stream() + "`");
        }
        long head = view.tenant().revision();
        if (freshness.stale()) {
            return new Decision.Undecided(Reason.STATE_STALE);
        }
        if (head < bearer.revision() && freshness.confirmedHead().orElse(bearer.revision()) < bearer.revision()) {
            return new Decision.Unauthenticated(Reason.REVISION_LOST);
        }
        boolean behind = head < bearer.revision()
                || head < freshness.atLeast().tenant()
                || view.platform().revision() < freshness.atLeast().platform();
        return behind ? new Decision.Undecided(Reason.STATE_BEHIND) : null;
    }

    /** Steps 4 to 6 for a caller that was admitted elsewhere. */
    public static Decision decide(View view, Caller caller, Request request, Instant now) {
        return decide(view, view.tenant().tenancy().subject(caller.user()), request, now);
    }

    /**
     * Steps 4 to 6: what is asked for, where, and by what right?
     *
     * @param subject the user as it was admitted, of the same view
     */
    public static Decision decide(View view, Subject subject, Request request, Instant now) {
        Set<ApiId> enabled = view.tenant().tenancy().apis();
        Route route = view.platform().catalogue().router().route(request.method(), request.path(), enabled);
        return switch (route) {
            case Route.Unknown() -> new Decision.UnknownPath();
            case Route.OtherMethod(var allow) -> new Decision.OtherMethod(allow);
            case Route.Found(Endpoint endpoint) -> decide(view, subject, request, endpoint, now);
            case Route.Shared(List<Endpoint> endpoints) -> all(view, subject, request, endpoints, now);
        };
    }

    /**
     * Several actions share the request: each is decided by itself, and the first step that fails for one of them answers
     * for all.
     */
    private static Decision all(View view, Subject subject, Request request, List<Endpoint> endpoints, Instant now) {
        return JointDecision.of(endpoints.stream()
                .map(endpoint -> decide(view, subject, request, endpoint, now))
                .toList());
    }

    private static Decision decide(View view, Subject subject, Request request, Endpoint endpoint, Instant now) {
        return switch (Place.of(request, endpoint)) {
            case Place.Unclear(var reason, var parameter) ->
                new Decision.UnclearSpace(reason, endpoint.action(), parameter);
            case Place.Nowhere() -> right(view, subject, endpoint, Optional.empty(), now);
            case Place.Named(SpaceParameter parameter, String value) ->
                SpaceId.ifWellFormed(value)
                        .filter(space -> Spaces.reaches(view.tenant().tenancy(), subject, parameter.kind(), space, now))
                        .map(space -> right(view, subject, endpoint, Optional.of(space), now))
                        .orElseGet(() -> new Decision.HiddenSpace(endpoint.action(), parameter, value));
        };
    }

    private static Decision right(View view, Subject subject, Endpoint endpoint, Optional<SpaceId> space, Instant now) {
        if (Rights.held(view, subject, endpoint, now)) {
            return new Decision.Allow(endpoint.api(), endpoint.action(), space);
        }
        Missing missing = Rights.missing(view, subject, endpoint, now);
        return new Decision.Forbidden(endpoint.action(), space, List.of(missing));
    }

    /** The space that a request names for one action, in whatever spelling; empty if it names none, or not clearly one. */
    public static Optional<String> named(Request request, Endpoint endpoint) {
        return switch (Place.of(request, endpoint)) {
            case Place.Named(SpaceParameter parameter, String value) -> Optional.of(value);
            case Place.Nowhere() -> Optional.empty();
            case Place.Unclear u -> Optional.empty();
        };
    }

    /**
     * Steps 5 and 6 once user, action and space are known: allocates nothing if it is held.
     *
     * @param subject a user of the view's tenant
     * @param endpoint an action of an API that the tenant has enabled, of the view's catalogue
     * @param space where, of the action's kind; null if the question names none
     */
    public static Ruling rule(View view, Subject subject, Endpoint endpoint, @Nullable SpaceId space, Instant now) {
        Tenancy tenancy = view.tenant().tenancy();
        if (space != null && !Spaces.reaches(tenancy, subject, endpoint.spaceKind(), space, now)) {
            return Ruling.Hidden.HIDDEN;
        }
        return Rights.held(view, subject, endpoint, now)
                ? Ruling.Held.HELD
                : new Ruling.Lacking(view, subject, endpoint, now);
    }

    /** The spaces of one kind that a user reaches; none for a user who is not there. */
    public static Reach reach(Snapshot tenant, UserId user, SpaceKind kind, Instant now) {
        return reach(tenant, tenant.tenancy().subject(user), kind, now);
    }

    /** The spaces of one kind that a user of this snapshot reaches. */
    public static Reach reach(Snapshot tenant, Subject subject, SpaceKind kind, Instant now) {
        return Spaces.reach(tenant.tenancy(), subject, kind, now);
    }
}
