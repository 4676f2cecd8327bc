package dev.mandate.control.access;

import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Tenancy;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an app may do in management: the rank of the user that it acts for, and its scopes. Everything else that an app can
 * hold (user roles made by hand, groups, bindings, entity roles) every administrator may give, so it is not counted here.
 */
public record Authority(Rank rank, Set<ManagementScope> scopes) {
    /** Of an app that calls partner APIs alone. */
    static final Authority NONE = new Authority(Rank.ORDINARY, Set.of());

    /** Of the platform's operators over a tenant. */
    private static final Authority OPERATOR = new Authority(Rank.OWNER, Set.of(ManagementScope.values()));

    public Authority {
        scopes = Set.copyOf(scopes);
    }

    /** Of the session's caller over the stream of this state. */
    public static Authority of(CommandState state, ActorSession session, Instant now) {
        TenantId stream = state.view().tenant().stream();
        if (session.actor().operator() && !stream.equals(TenantId.PLATFORM)) {
            return OPERATOR;
        }
        Tenancy own = state.view().tenant().tenancy();
        Set<ManagementScope> scopes = Arrays.stream(ManagementScope.values())
                .filter(scope -> session.has(scope, own))
                .collect(Collectors.toUnmodifiableSet());
        return new Authority(Rank.of(own, session.actor().user(), now), scopes);
    }

    /** Of an app at a state; one without management scopes has none, whoever it acts for. */
    static Authority of(Tenancy tenancy, App app, Instant now) {
        return app.scopes().isEmpty()
                ? NONE
                : new Authority(
                        app.onBehalfOf()
                                .map(user -> Rank.of(tenancy, user, now))
                                .orElse(Rank.ORDINARY),
                        app.scopes());
    }

    /** Whether the other one may do all that this one may. */
    boolean within(Authority other) {
        return scopes.isEmpty() || (rank.compareTo(other.rank) <= 0 && other.holds(scopes));
    }

    /** Whether every scope is held; {@code admin} holds {@code read} as well. */
    boolean holds(Set<ManagementScope> asked) {
        return asked.stream()
                .allMatch(scope -> scopes.contains(scope)
                        || (scope == ManagementScope.READ && scopes.contains(ManagementScope.ADMIN)));
    }

    boolean owner() {
        return rank == Rank.OWNER;
    }
}
