package dev.mandate.engine.user;

import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.right.Role;
import dev.mandate.engine.trie.Trie;
import org.jspecify.annotations.Nullable;

/**
 * Memo that resolves the numbers of user roles and channels in one state of a tenant. Filled on demand, because a tenant
 * has few of them and every decision about its users asks for them.
 *
 * <p>Safe to share between threads; a race repeats a lookup.
 */
final class Resolved {
    static final Resolved NOTHING = new Resolved(Trie.empty(), Trie.empty(), 0, 0);

    private static final byte THERE = 1;
    private static final byte ABSENT = 2;

    private final Trie<RoleId, Role> roles;
    private final Trie<SpaceId, SpaceKind> channels;
    private final @Nullable Role[] rolesByNumber;
    private final byte[] channelsByNumber;

    /** Creates an empty memo for the numbers from 0 to these, inclusive. */
    Resolved(Trie<RoleId, Role> roles, Trie<SpaceId, SpaceKind> channels, int mostRoles, int mostChannels) {
        this.roles = roles;
        this.channels = channels;
        this.rolesByNumber = new Role[mostRoles + 1];
        this.channelsByNumber = new byte[mostChannels + 1];
    }

    @SuppressWarnings("ReferenceEquality") // changed roles or channels are another trie
    boolean isOf(Trie<RoleId, Role> otherRoles, Trie<SpaceId, SpaceKind> otherChannels) {
        return roles == otherRoles && channels == otherChannels;
    }

    /** Returns the role that the assignment names; null if the role was removed. */
    @SuppressWarnings("ReferenceEquality") // GONE is the only instance that marks a removed role
    @Nullable
    Role role(int number, User.Assigned assigned) {
        Role role = rolesByNumber[number];
        if (role == null) {
            Role found = roles.find(assigned.role());
            role = found == null ? Role.GONE : found;
            rolesByNumber[number] = role;
        }
        return role == Role.GONE ? null : role;
    }

    /** Returns whether the channel still exists. */
    boolean hasChannel(int number, SpaceId channel) {
        byte known = channelsByNumber[number];
        if (known == 0) {
            known = channels.contains(channel) ? THERE : ABSENT;
            channelsByNumber[number] = known;
        }
        return known == THERE;
    }
}
