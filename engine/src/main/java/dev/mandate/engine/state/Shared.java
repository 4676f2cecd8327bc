package dev.mandate.engine.state;

import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.SpaceId;

/**
 * What the rows of users name by numbers: many have the same role, are in the same groups, are bound to the same channel.
 *
 * @param others sets of entity roles that have an end or no bit
 */
record Shared(
        Pool<User.Assigned> roles,
        Pool<Terms<GroupId>> groups,
        Pool<SpaceId> channels,
        Pool<Terms<EntityRole>> others,
        RoleBits numbering) {
    static final Shared EMPTY = new Shared(Pool.empty(), Pool.empty(), Pool.empty(), Pool.empty(), RoleBits.NONE);

    /** How many values are kept. */
    int size() {
        return roles.size() + groups.size() + channels.size() + others.size();
    }

    /** The same with all that the user's row names. */
    Shared with(User user) {
        Shared unbound = new Shared(
                user.role().map(roles::with).orElse(roles), kept(groups, user.groups()), channels, others, numbering);
        return user.binding().map(unbound::with).orElse(unbound);
    }

    private Shared with(User.Binding binding) {
        RoleBits grown = binding.roles().numbered(numbering);
        return new Shared(
                roles,
                groups,
                channels.with(binding.channel()),
                kept(others, binding.roles().in(grown).others()),
                grown);
    }

    private static <K> Pool<Terms<K>> kept(Pool<Terms<K>> pool, Terms<K> terms) {
        return terms.size() == 0 ? pool : pool.with(terms);
    }

    /** Writes the row of a user whose values are kept here. */
    void write(User user, long[] block, int at) {
        int role = user.role().map(roles::number).orElse(0);
        block[at + Row.STANDING] = Row.standing(user.active(), user.service(), role, groups.number(user.groups()));
        block[at + Row.NOT_BEFORE] = user.notBefore();
        User.Binding binding = user.binding().orElse(null);
        Grants grants = binding == null ? Grants.NONE : binding.roles().in(numbering);
        int channel = binding == null ? 0 : channels.number(binding.channel());
        block[at + Row.BINDING] = Row.binding(channel, others.number(grants.others()));
        block[at + Row.GRANTS] = grants.bits();
    }

    /** Whether every number means the same there. */
    boolean continuedBy(Shared later) {
        return roles.begins(later.roles)
                && groups.begins(later.groups)
                && channels.begins(later.channels)
                && others.begins(later.others)
                && numbering.begins(later.numbering);
    }
}
