package dev.mandate.engine;

import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.route.Endpoint;
import dev.mandate.engine.route.Route;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.engine.state.User;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

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
        Optional<Admission> unknown = unknown(view, bearer, freshness);
        if (unknown.isPresent()) {
            return unknown.get();
        }
        return new Standing(view.tenant().tenancy(), bearer, now)
                .fault()
                .<Admission>map(Decision.Unauthenticated::new)
                .orElseGet(() -> new Admission.Admitted(bearer.caller()));
    }

    private static Optional<Admission> unknown(View view, Bearer bearer, Freshness freshness) {
        if (!view.tenant().stream().equals(bearer.caller().tenant())) {
            throw new IllegalArgumentException("this is a bug: a token of `"
                    + bearer.caller().tenant() + "` was asked of `" + view.tenant().stream() + "`");
        }
        long head = view.tenant().revision();
        if (freshness.stale()) {
            return Optional.of(new Decision.Undecided(Reason.STATE_STALE));
        }
        if (head < bearer.revision() && freshness.confirmedHead().orElse(bearer.revision()) < bearer.revision()) {
            return Optional.of(new Decision.Unauthenticated(Reason.REVISION_LOST));
        }
        boolean behind = head < bearer.revision()
                || head < freshness.atLeast().tenant()
                || view.platform().revision() < freshness.atLeast().platform();
        return behind ? Optional.of(new Decision.Undecided(Reason.STATE_BEHIND)) : Optional.empty();
    }

    /** Steps 4 to 6: what is asked for, where, and by what right? */
    public static Decision decide(View view, Caller caller, Request request, Instant now) {
        Set<ApiId> enabled = view.tenant().tenancy().apis();
        Route route = view.platform().catalogue().router().route(request.method(), request.path(), enabled::contains);
        return switch (route) {
            case Route.Unknown() -> new Decision.UnknownPath();
            case Route.OtherMethod(var allow) -> new Decision.OtherMethod(allow);
            case Route.Found(Endpoint endpoint) ->
                decide(view, user(view.tenant(), caller.user()), request, endpoint, now);
        };
    }

    private static Decision decide(View view, User user, Request request, Endpoint endpoint, Instant now) {
        Place place = Place.of(request, endpoint);
        return switch (place) {
            case Place.Unclear(var reason, var parameter) ->
                new Decision.UnclearSpace(reason, endpoint.action(), parameter);
            case Place.Nowhere() -> right(view, user, endpoint, Optional.empty(), now);
            case Place.Named(SpaceParameter parameter, String value) ->
                reached(view, user, parameter.kind(), value, now)
                        .map(space -> right(view, user, endpoint, Optional.of(space), now))
                        .orElseGet(() -> new Decision.HiddenSpace(endpoint.action(), parameter, value));
        };
    }

    private static Optional<SpaceId> reached(View view, User user, SpaceKind kind, String value, Instant now) {
        return SpaceId.ifWellFormed(value)
                .filter(space -> new Spaces(view.tenant().tenancy(), user, now).reaches(kind, space));
    }

    private static Decision right(View view, User user, Endpoint endpoint, Optional<SpaceId> space, Instant now) {
        Api api = endpoint.api();
        Action action = endpoint.action();
        return new Rights(view, user, now)
                .missing(api, action)
                .<Decision>map(missing -> new Decision.Forbidden(action, space, missing))
                .orElseGet(() -> new Decision.Allow(api, action, space));
    }

    /** The spaces of one kind that a user reaches; none for a user who is not there. */
    public static Reach reach(Snapshot tenant, UserId user, SpaceKind kind, Instant now) {
        return new Spaces(tenant.tenancy(), user(tenant, user), now).reach(kind);
    }

    /** Whoever is not there holds nothing and reaches nothing. */
    private static User user(Snapshot tenant, UserId id) {
        return tenant.tenancy().users().get(id).orElse(User.NOBODY);
    }
}
