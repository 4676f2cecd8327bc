package dev.mandate.engine.user;

import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.right.Role;
import dev.mandate.engine.right.Terms;
import dev.mandate.engine.trie.Trie;

/**
 * The values that the rows of users refer to by number: assigned roles, sets of groups, channels and sets of entity
 * roles, which many users share.
 *
 * <p>Immutable except for a memo; safe to share between threads.
 */
final class Shared {
    static final Shared EMPTY = of(RoleBits.NONE);

    private final Pool<User.Assigned> roles;
    private final Pool<Terms<GroupId>> groups;
    private final Pool<SpaceId> channels;
    private final Pool<Terms<EntityRole>> others;
    private final RoleBits numbering;

    /** Memo of the last roles and channels that were asked for. Deliberately racy: a miss only repeats the lookups. */
    private Resolved last = Resolved.NOTHING;

    /**
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

    /** Returns empty pools with a numbering for the entity roles to come. */
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

    /** Returns the memo that resolves the numbers of roles and channels in a tenant with these. */
    Resolved resolved(Trie<RoleId, Role> present, Trie<SpaceId, SpaceKind> open) {
        Resolved known = last;
        if (!known.isOf(present, open)) {
            known = new Resolved(present, open, roles.size(), channels.size());
            last = known;
        }
        return known;
    }

    /** Returns how many values the pools hold. */
    int size() {
        return roles.size() + groups.size() + channels.size() + others.size();
    }

    /** Returns these values with all values that the user's row refers to. */
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

    @SuppressWarnings("ReferenceEquality") // a pool that has grown is another object
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

    /** Writes the row of a user whose values these pools already hold. */
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

    /** Returns whether every number and bit means the same in the later values. */
    boolean continuedBy(Shared later) {
        return roles.begins(later.roles)
                && groups.begins(later.groups)
                && channels.begins(later.channels)
                && others.begins(later.others)
                && numbering.begins(later.numbering);
    }
}
