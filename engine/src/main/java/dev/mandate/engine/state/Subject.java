package dev.mandate.engine.state;

import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Pairs;
import dev.mandate.engine.catalogue.Requirement;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user found in one tenant's snapshot, with what it holds there looked up once: asking allocates nothing. What names
 * something that is gone is left out. Immutable.
 */
public final class Subject {
    /** Stands for a user who is not there: inactive, without any right. */
    public static final Subject NOBODY = new Subject(Tenancy.empty(), 0, 0, Long.MAX_VALUE, 0);

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

    private Subject(Tenancy tenancy, long standing, long binding, long notBefore, long grants) {
        Users users = tenancy.users();
        Resolved resolved = users.shared().resolved(tenancy);
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

    /** The user of a row of the tenancy. */
    static Subject of(Tenancy tenancy, int row) {
        return of(tenancy, tenancy.users().rows().words().get(row / Names.ROWS), row % Names.ROWS * Row.WORDS);
    }

    /** A user of the tenancy with the row at this place of a block. */
    static Subject of(Tenancy tenancy, long[] block, int at) {
        return new Subject(
                tenancy,
                block[at + Row.STANDING],
                block[at + Row.BINDING],
                block[at + Row.NOT_BEFORE],
                block[at + Row.GRANTS]);
    }

    /** Whether there is such a user. */
    public boolean present() {
        return Row.present(standing);
    }

    public boolean active() {
        return Row.active(standing);
    }

    /** Tokens of a lower revision are dead. */
    public long notBefore() {
        return notBefore;
    }

    /** The id of the user role held, and how long; null if none. Nothing is known of a role that is gone but its id. */
    public User.@Nullable Assigned assigned() {
        return assigned;
    }

    /** Whether the user role is held now, be it there or not. */
    public boolean holdsRole(Instant now) {
        return assigned != null && (roleUntil == null || roleUntil.isAfter(now));
    }

    /** The switches of the user role held, if it is there. */
    public @Nullable Role role() {
        return role;
    }

    /** Whether the user role is one of the two built in. */
    public boolean builtIn() {
        RoleId id = assigned == null ? null : assigned.role();
        return id != null && id.builtIn();
    }

    /** The groups that the user is a member of, with those that are gone. */
    public Terms<GroupId> groups() {
        return groups;
    }

    /** The sales channel that the user is bound to; null if none. */
    public @Nullable SpaceId channel() {
        return channel;
    }

    /** Whether a role that grants the pair is held for good and listed by an API that is enabled. */
    public boolean holdsForGood(Requirement.Pair pair, Pairs pairs, Set<ApiId> apis) {
        return grants != 0 && (grants & numbering.granting(pairs, apis)[pair.number()]) != 0;
    }

    /** Whether there are entity roles beside those held for good. */
    public boolean holdsForATime() {
        return otherGrants.size() > 0;
    }

    /** The entity roles on the binding; none without one. */
    public Grants grants() {
        return Grants.of(numbering, grants, otherGrants);
    }
}
