package dev.mandate.engine.search;

import dev.mandate.engine.Engine;
import dev.mandate.engine.Reach;
import dev.mandate.engine.Ruling;
import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.route.Endpoint;
import dev.mandate.engine.state.Role;
import dev.mandate.engine.state.Subject;
import dev.mandate.engine.state.Terms;
import dev.mandate.engine.state.User;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the users of one view hold, as sets of actions. Rights follow from the user role or from the entity roles, and
 * reach from the groups or the channel, which many users share: each is worked out once. Mutable, for one thread.
 */
final class Holdings {
    /** A user role as a user holds it. */
    private record ByRole(@Nullable Role role, User.@Nullable Assigned assigned) {}

    private final View view;
    private final Instant now;
    private final Map<ActionId, Endpoint> endpoints = new LinkedHashMap<>();
    private final Map<ByRole, BitSet> byRole = new HashMap<>();
    private final Map<Terms<EntityRole>, BitSet> byEntityRoles = new HashMap<>();
    private final Map<Terms<GroupId>, Set<SpaceId>> workspaces = new HashMap<>();

    Holdings(View view, Instant now) {
        this.view = view;
        this.now = now;
        new Search(view, now)
                .actions()
                .forEach(endpoint -> endpoints.put(endpoint.action().id(), endpoint));
    }

    Map<ActionId, Endpoint> endpoints() {
        return endpoints;
    }

    /** The ids of the actions that the user holds. */
    BitSet held(Subject subject) {
        if (!subject.active()) {
            return new BitSet();
        }
        BitSet held = (BitSet)
                byRole.computeIfAbsent(new ByRole(subject.role(), subject.assigned()), role -> among(subject, true))
                        .clone();
        held.or(byEntityRoles.computeIfAbsent(subject.entityRoles(), roles -> among(subject, false)));
        return held;
    }

    private BitSet among(Subject subject, boolean rolewise) {
        BitSet held = new BitSet();
        endpoints.forEach((id, endpoint) -> {
            boolean asked = rolewise == isRolewise(endpoint);
            if (asked && Engine.rule(view, subject, endpoint, null, now) == Ruling.Held.HELD) {
                held.set(id.value());
            }
        });
        return held;
    }

    private static boolean isRolewise(Endpoint endpoint) {
        return endpoint.api().kind() == ApiKind.SWITCH
                || endpoint.action().demand().administrators();
    }

    /** The spaces of one kind that the user reaches, each by name. */
    Set<SpaceId> reached(Subject subject, SpaceKind kind) {
        return switch (kind) {
            case WORKSPACE -> workspaces.computeIfAbsent(subject.groups(), groups -> named(subject, kind));
            case SALES_CHANNEL -> named(subject, kind);
        };
    }

    private Set<SpaceId> named(Subject subject, SpaceKind kind) {
        return switch (Engine.reach(view.tenant(), subject, kind, now)) {
            case Reach.All() -> {
                Set<SpaceId> all = new HashSet<>();
                view.tenant().tenancy().spaces(kind).forEach((space, same) -> all.add(space));
                yield all;
            }
            case Reach.Some(var some) -> some;
        };
    }
}
