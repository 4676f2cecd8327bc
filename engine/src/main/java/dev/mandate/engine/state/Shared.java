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
        User.Binding binding = user.binding().orElse(null);
        return new Shared(
                user.role().map(roles::with).orElse(roles),
                kept(groups, user.groups()),
                binding == null ? channels : channels.with(binding.channel()),
                binding == null ? entityRoles : kept(entityRoles, binding.roles()));
    }

    private static <K> Pool<Terms<K>> kept(Pool<Terms<K>> pool, Terms<K> terms) {
        return terms.size() == 0 ? pool : pool.with(terms);
    }

    long standing(User user) {
        int role = user.role().map(roles::number).orElse(0);
        return Row.standing(user.active(), user.service(), role, groups.number(user.groups()));
    }

    long binding(User user) {
        User.Binding binding = user.binding().orElse(null);
        return binding == null
                ? 0
                : Row.binding(channels.number(binding.channel()), entityRoles.number(binding.roles()));
    }
}
