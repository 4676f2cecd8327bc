package dev.mandate.engine.search;

import dev.mandate.engine.Engine;
import dev.mandate.engine.Ruling;
import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.reach.Reach;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.user.Subject;
import dev.mandate.engine.user.UserQuery;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Answers who can do an action, what a user can do, and where, completely. Only {@link Engine#rule} decides that an
 * action is held. The answers cover rights, not tokens, apps or a suspended tenant; only active users hold anything.
 */
public final class Search {
    private final View view;
    private final Instant now;

    public Search(View view, Instant now) {
        this.view = view;
        this.now = now;
    }

    /** Returns the actions of the APIs that the tenant has enabled, by API and key. */
    public List<Endpoint> actions() {
        return view.platform().catalogue().endpoints().stream()
                .filter(e -> tenancy().apis().contains(e.api().id()))
                .toList();
    }

    /**
     * Returns the users who hold the action, in the order in which they were added.
     *
     * @param endpoint one of {@link #actions}
     * @param space the space; null for users who hold the action at all, even if they reach no space. For an action
     *     that names no space the answer does not depend on it
     */
    public UserQuery whoCan(Endpoint endpoint, @Nullable SpaceId space) {
        UserQuery query = tenancy().query();
        if (endpoint.action().status() != ActionStatus.ACTIVE) {
            return query.byRole(subject -> false);
        }
        switch (endpoint.api().kind()) {
            case SWITCH -> query.byRole(subject -> holds(subject, endpoint));
            case ENTITY -> demanded(query, endpoint);
        }
        SpaceId lookedAt = endpoint.lookedAt(space);
        return lookedAt == null ? query : reaching(query, endpoint, lookedAt);
    }

    private void demanded(UserQuery query, Endpoint endpoint) {
        Demand demand = endpoint.action().demand();
        if (demand.administrators()) {
            query.byRole(subject -> holds(subject, endpoint));
        } else if (!demand.self()) {
            query.byGrants(
                            endpoint.requirement().pairs(),
                            view.platform().catalogue().pairs(),
                            s -> holds(s, endpoint))
                    .byChannel(subject -> subject.channel() != null);
        }
    }

    private UserQuery reaching(UserQuery query, Endpoint endpoint, SpaceId space) {
        return switch (endpoint.spaceKind()) {
            case WORKSPACE -> query.byGroups(subject -> reaches(subject, endpoint, space));
            case SALES_CHANNEL -> query.byChannel(subject -> reaches(subject, endpoint, space));
        };
    }

    private boolean holds(Subject subject, Endpoint endpoint) {
        return Engine.rule(view, subject, endpoint, null, now) == Ruling.Held.HELD;
    }

    private boolean reaches(Subject subject, Endpoint endpoint, SpaceId space) {
        return Engine.rule(view, subject, endpoint, space, now) != Ruling.Hidden.HIDDEN;
    }

    /** Returns the actions that the user holds, by API and key, even if the user reaches no space for them. */
    public List<Endpoint> whatCan(UserId user) {
        Subject subject = tenancy().subject(user);
        return actions().stream().filter(e -> holds(subject, e)).toList();
    }

    /** Returns where the user may do the action. */
    public Where where(UserId user, Endpoint endpoint) {
        Subject subject = tenancy().subject(user);
        if (!holds(subject, endpoint)) {
            return Where.Nowhere.NOWHERE;
        }
        return endpoint.namesSpace() ? new Where.In(reached(subject, endpoint)) : Where.Any.ANY;
    }

    private SortedSet<SpaceId> reached(Subject subject, Endpoint endpoint) {
        SortedSet<SpaceId> spaces = new TreeSet<>(Comparator.comparing(SpaceId::value));
        switch (Engine.reach(view.tenant(), subject, endpoint.spaceKind(), now)) {
            case Reach.All() -> tenancy().spaces(endpoint.spaceKind()).forEach((space, kind) -> spaces.add(space));
            case Reach.Some(var some) -> spaces.addAll(some);
        }
        return spaces;
    }

    private Tenancy tenancy() {
        return view.tenant().tenancy();
    }
}
