package dev.mandate.engine.user;

import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Pairs;
import dev.mandate.engine.catalogue.Requirement;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.right.Role;
import dev.mandate.engine.right.Terms;
import dev.mandate.engine.trie.Trie;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user in one tenant's snapshot, with its rights looked up once, so that a check allocates nothing. References to
 * removed roles and channels are left out. Immutable.
 */
public final class Subject {
    /** A user who does not exist: inactive, without any right. */
    public static final Subject NOBODY = new Subject(Users.EMPTY, Resolved.NOTHING, 0, 0, Long.MAX_VALUE, 0);

    private final long standing;
    private final long notBefore;
    private final User.@Nullable Assigned assigned;
    private final @Nullable Instant roleUntil;
    private final @Nullable Role role;
    private final Terms<GroupId> groups;
    private final @Nullable SpaceId channel;
    private final RoleBits numbering;
    private final long grants;
    private final Terms<EntityRole> otherGrants;

    private Subject(Users users, Resolved resolved, long standing, long binding, long notBefore, long grants) {
        int roleNumber = Row.role(standing);
        int channelNumber = Row.channel(binding);
        SpaceId named = users.channels().get(channelNumber);
        boolean bound = named != null && resolved.hasChannel(channelNumber, named);
        this.standing = standing;
        this.notBefore = notBefore;
        this.assigned = users.roles().get(roleNumber);
        this.roleUntil = assigned == null ? null : assigned.term().until();
        this.role = assigned == null ? null : resolved.role(roleNumber, assigned);
        this.groups = users.groups(standing);
        this.channel = bound ? named : null;
        this.numbering = users.numbering();
        this.grants = bound ? grants : 0;
        this.otherGrants = bound ? users.others(binding) : Terms.empty();
    }

    /**
     * Returns the user of a row.
     *
     * @param roles the tenant's user roles
     * @param channels the tenant's sales channels
     */
    static Subject of(Users users, Trie<RoleId, Role> roles, Trie<SpaceId, SpaceKind> channels, int row) {
        long[] block = users.rows().words().get(row / Names.ROWS);
        return of(users, users.shared().resolved(roles, channels), block, row % Names.ROWS * Row.WORDS);
    }

    /**
     * Returns a user from a row in a block.
     *
     * @param at the index of the row's first word in the block
     */
    static Subject of(Users users, Resolved resolved, long[] block, int at) {
        return new Subject(
                users,
                resolved,
                block[at + Row.STANDING],
                block[at + Row.BINDING],
                block[at + Row.NOT_BEFORE],
                block[at + Row.GRANTS]);
    }

    /** Returns whether the user exists. */
    public boolean present() {
        return Row.present(standing);
    }

    public boolean active() {
        return Row.active(standing);
    }

    /** Returns the revision below which the user's tokens are revoked. */
    public long notBefore() {
        return notBefore;
    }

    /** Returns the assigned user role with its term, even if the role was removed; null if none is assigned. */
    public User.@Nullable Assigned assigned() {
        return assigned;
    }

    /** Returns whether the user role is assigned at this moment, even if the role was removed. */
    public boolean holdsRole(Instant now) {
        return assigned != null && (roleUntil == null || roleUntil.isAfter(now));
    }

    /** Returns the switches of the assigned user role; null if none is assigned or the role was removed. */
    public @Nullable Role role() {
        return role;
    }

    /** Returns whether the user role is one of the two built-in roles. */
    public boolean builtIn() {
        RoleId id = assigned == null ? null : assigned.role();
        return id != null && id.builtIn();
    }

    /** Returns the groups that the user is a member of, including removed groups. */
    public Terms<GroupId> groups() {
        return groups;
    }

    /** Returns the sales channel that the user is bound to; null if none or if the channel was removed. */
    public @Nullable SpaceId channel() {
        return channel;
    }

    /** Returns whether the user holds, without an end, a role that grants the pair and that an enabled API lists. */
    public boolean holdsForGood(Requirement.Pair pair, Pairs pairs, Set<ApiId> apis) {
        return grants != 0 && (grants & numbering.granting(pairs, apis)[pair.number()]) != 0;
    }

    /** Returns whether the user has entity roles with an end or without a bit. */
    public boolean holdsForATime() {
        return otherGrants.size() > 0;
    }

    /** Returns the entity roles on the binding; none without a binding. */
    public Grants grants() {
        return Grants.of(numbering, grants, otherGrants);
    }
}
