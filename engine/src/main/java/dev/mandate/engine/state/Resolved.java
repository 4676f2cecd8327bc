package dev.mandate.engine.state;

import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import org.jspecify.annotations.Nullable;

/**
 * Which role and whether a channel stands behind the number of one, in one tenancy: looked up when it is first asked for,
 * since a tenant has few of them and each is asked for in every decision about its users. Safe to share between threads: a
 * race looks up twice.
 */
final class Resolved {
    static final Resolved NOTHING = new Resolved(Trie.empty(), Trie.empty(), 0, 0);

    private static final byte THERE = 1;
    private static final byte ABSENT = 2;

    private final Trie<RoleId, Role> roles;
    private final Trie<SpaceId, SpaceKind> channels;
    private final @Nullable Role[] rolesByNumber;
    private final byte[] channelsByNumber;

    /** For the numbers from 0 to these. */
    Resolved(Tenancy tenancy, int roles, int channels) {
        this(tenancy.roles(), tenancy.channels(), roles, channels);
    }

    private Resolved(Trie<RoleId, Role> roles, Trie<SpaceId, SpaceKind> channels, int mostRoles, int mostChannels) {
        this.roles = roles;
        this.channels = channels;
        this.rolesByNumber = new Role[mostRoles + 1];
        this.channelsByNumber = new byte[mostChannels + 1];
    }

    @SuppressWarnings("ReferenceEquality") // a tenancy with other roles has another trie of them
    boolean isOf(Tenancy tenancy) {
        return roles == tenancy.roles() && channels == tenancy.channels();
    }

    /** The role that the value of this number names; null if it is gone. */
    @SuppressWarnings("ReferenceEquality") // there is one mark for what is gone
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

    /** Whether the channel of this number is there. */
    boolean hasChannel(int number, SpaceId channel) {
        byte known = channelsByNumber[number];
        if (known == 0) {
            known = channels.contains(channel) ? THERE : ABSENT;
            channelsByNumber[number] = known;
        }
        return known == THERE;
    }
}
