package dev.mandate.engine.state;

import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.SpaceId;

/**
 * What the rows of users name by numbers: many have the same role, are in the same groups, are bound to the same channel.
 * Immutable but for what it remembers, and safe to share between threads.
 */
final class Shared {
    static final Shared EMPTY = of(RoleBits.NONE);

    private final Pool<User.Assigned> roles;
    private final Pool<Terms<GroupId>> groups;
    private final Pool<SpaceId> channels;
    private final Pool<Terms<EntityRole>> others;
    private final RoleBits numbering;

    /** Of the tenancy that asked last. A race loses no more than the work of looking up again. */
    private Resolved last = Resolved.NOTHING;

    /**
     * Values that are in use.
     *
     * @param others sets of entity roles that have an end or no bit
     */
    Shared(
            Pool<User.Assigned> roles,
            Pool<Terms<GroupId>> groups,
            Pool<SpaceId> channels,
            Pool<Terms<EntityRole>> others,
            RoleBits numbering) {
        this.roles = roles;
        this.groups = groups;
        this.channels = channels;
        this.others = others;
        this.numbering = numbering;
    }

    /** No values, and a numbering for those to come. */
    static Shared of(RoleBits numbering) {
        return new Shared(Pool.empty(), Pool.empty(), Pool.empty(), Pool.empty(), numbering);
    }

    Pool<User.Assigned> roles() {
        return roles;
    }

    Pool<Terms<GroupId>> groups() {
        return groups;
    }

    Pool<SpaceId> channels() {
        return channels;
    }

    Pool<Terms<EntityRole>> others() {
        return others;
    }

    RoleBits numbering() {
        return numbering;
    }

    /** What roles and channels stand for in the tenancy. */
    Resolved resolved(Tenancy tenancy) {
        Resolved known = last;
        if (!known.isOf(tenancy)) {
            known = new Resolved(tenancy, roles.size(), channels.size());
            last = known;
        }
        return known;
    }

    /** How many values are kept. */
    int size() {
        return roles.size() + groups.size() + channels.size() + others.size();
    }

    /** The same with all that the user's row names. */
    Shared with(User user) {
        Shared unbound = changed(
                user.role().map(roles::with).orElse(roles), kept(groups, user.groups()), channels, others, numbering);
        return user.binding().map(unbound::with).orElse(unbound);
    }

    private Shared with(User.Binding binding) {
        RoleBits grown = binding.roles().numbered(numbering);
        return changed(
                roles,
                groups,
                channels.with(binding.channel()),
                kept(others, binding.roles().in(grown).others()),
                grown);
    }

    @SuppressWarnings("ReferenceEquality") // a pool that has grown is another one
    private Shared changed(
            Pool<User.Assigned> nowRoles,
            Pool<Terms<GroupId>> nowGroups,
            Pool<SpaceId> nowChannels,
            Pool<Terms<EntityRole>> nowOthers,
            RoleBits nowNumbering) {
        boolean same = nowRoles == roles
                && nowGroups == groups
                && nowChannels == channels
                && nowOthers == others
                && nowNumbering == numbering;
        return same ? this : new Shared(nowRoles, nowGroups, nowChannels, nowOthers, nowNumbering);
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
