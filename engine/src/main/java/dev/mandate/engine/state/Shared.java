package dev.mandate.engine.state;

import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.SpaceId;

/** What the rows of users name by numbers: many have the same role, are in the same groups, hold the same entity roles. */
record Shared(
        Pool<User.Assigned> roles,
        Pool<Terms<GroupId>> groups,
        Pool<SpaceId> channels,
        Pool<Terms<EntityRole>> entityRoles) {
    static final Shared EMPTY = new Shared(Pool.empty(), Pool.empty(), Pool.empty(), Pool.empty());

    /** How many values are kept. */
    int size() {
        return roles.size() + groups.size() + channels.size() + entityRoles.size();
    }

    /** The same with all that the user's row names. */
    Shared with(User user) {
        Pool<Terms<GroupId>> memberships = user.groups().isEmpty() ? groups : groups.with(Terms.of(user.groups()));
        Pool<User.Assigned> assigned = user.role().map(roles::with).orElse(roles);
        return user.binding()
                .map(b -> new Shared(
                        assigned,
                        memberships,
                        channels.with(b.channel()),
                        b.roles().isEmpty() ? entityRoles : entityRoles.with(Terms.of(b.roles()))))
                .orElseGet(() -> new Shared(assigned, memberships, channels, entityRoles));
    }

    long standing(User user) {
        int role = user.role().map(roles::number).orElse(0);
        int memberships = user.groups().isEmpty() ? 0 : groups.number(Terms.of(user.groups()));
        return Row.standing(user.active(), user.service(), role, memberships);
    }

    long binding(User user) {
        return user.binding()
                .map(b -> Row.binding(
                        channels.number(b.channel()),
                        b.roles().isEmpty() ? 0 : entityRoles.number(Terms.of(b.roles()))))
                .orElse(0L);
    }
}
