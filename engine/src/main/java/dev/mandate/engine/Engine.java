package dev.mandate.engine;

import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.reach.Reach;
import dev.mandate.engine.reach.Spaces;
import dev.mandate.engine.route.Route;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.user.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The decision. Both halves are pure functions: state and time are arguments.
 *
 * <p>{@link #admit} checks the state age and the bearer of the token (steps 2 and 3), {@link #decide} checks action,
 * space and right (steps 4 to 6). The first step that fails gives the answer.
 */
public final class Engine {
    private Engine() {}

    /** Runs steps 2 and 3: is the state recent enough, and are tenant, app, user, credential and token active? */
    public static Admission admit(View view, Bearer bearer, Freshness freshness, Instant now) {
        Admission unknown = unknown(view, bearer, freshness);
        if (unknown != null) {
            return unknown;
        }
        Tenancy tenancy = view.tenant().tenancy();
        Subject user = bearer.subject(tenancy);
        Reason fault = StandingMemo.fault(tenancy, bearer, user, now);
        return fault == null ? new Admission.Admitted(bearer.caller(), user) : new Decision.Unauthenticated(fault);
    }

    private static @Nullable Admission unknown(View view, Bearer bearer, Freshness freshness) {
        if (!view.tenant().stream().equals(bearer.caller().tenant())) {
            throw new IllegalArgumentException(
                    "this is a bug: a token of `" + bearer.caller().tenant() + "` was checked against the stream of `"
                            + view.tenant().stream() + "`");
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

    /** Runs steps 4 to 6 for a caller that another component has admitted. */
    public static Decision decide(View view, Caller caller, Request request, Instant now) {
        return decide(view, view.tenant().tenancy().subject(caller.user()), request, now);
    }

    /**
     * Runs steps 4 to 6: which action does the request name, in which space, and does the user hold the action?
     *
     * @param subject the admitted user, taken from the same view
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
     * Decides each action that shares the request and combines the results: the earliest step that fails for any of
     * them gives the answer.
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

    /**
     * Returns the space that a request names for one action, unvalidated; empty if the request names none or names it
     * ambiguously.
     */
    public static Optional<String> named(Request request, Endpoint endpoint) {
        return switch (Place.of(request, endpoint)) {
            case Place.Named(SpaceParameter parameter, String value) -> Optional.of(value);
            case Place.Nowhere() -> Optional.empty();
            case Place.Unclear u -> Optional.empty();
        };
    }

    /**
     * Runs steps 5 and 6 for a known user, action and space. Allocates nothing if the result is {@link Ruling.Held}.
     *
     * @param subject a user of the view's tenant
     * @param endpoint an action in the view's catalogue, of an API that the tenant has enabled
     * @param space a space of the action's kind; null if the question names none
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

    /** Returns the spaces of one kind that a user reaches; none if the tenant has no such user. */
    public static Reach reach(Snapshot tenant, UserId user, SpaceKind kind, Instant now) {
        return reach(tenant, tenant.tenancy().subject(user), kind, now);
    }

    /** Returns the spaces of one kind that a user of this snapshot reaches. */
    public static Reach reach(Snapshot tenant, Subject subject, SpaceKind kind, Instant now) {
        return Spaces.reach(tenant.tenancy(), subject, kind, now);
    }

    /**
     * Returns the workspaces that a group opens. A user reaches the workspaces of all groups of which the user is a
     * member at this moment.
     */
    public static Reach opened(Snapshot tenant, GroupId group, Instant now) {
        return Spaces.opened(tenant.tenancy(), group, now);
    }
}
