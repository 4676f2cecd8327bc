package dev.mandate.engine.state;

import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import org.jspecify.annotations.Nullable;

/**
 * A user found in one tenant's snapshot, with what it holds there looked up once: asking allocates nothing. What names
 * something that is gone is left out. Immutable.
 */
public final class Subject {
    /** Stands for a user who is not there: inactive, without any right. */
    public static final Subject NOBODY = new Subject(0, Long.MAX_VALUE, null, null, Terms.empty(), null, Terms.empty());

    private final long standing;
    private final long notBefore;
    private final User.@Nullable Assigned assigned;
    private final @Nullable Role role;
    private final Terms<GroupId> groups;
    private final @Nullable SpaceId channel;
    private final Terms<EntityRole> entityRoles;

    private Subject(
            long standing,
            long notBefore,
            User.@Nullable Assigned assigned,
            @Nullable Role role,
            Terms<GroupId> groups,
            @Nullable SpaceId channel,
            Terms<EntityRole> entityRoles) {
        this.standing = standing;
        this.notBefore = notBefore;
        this.assigned = assigned;
        this.role = role;
        this.groups = groups;
        this.channel = channel;
        this.entityRoles = entityRoles;
    }

    /** The user of a row of the tenancy. */
    static Subject of(Tenancy tenancy, int row) {
        Users users = tenancy.users();
        return of(
                tenancy, users.word(row, Row.STANDING), users.word(row, Row.BINDING), users.word(row, Row.NOT_BEFORE));
    }

    /** A user with this row. */
    static Subject of(Tenancy tenancy, long standing, long binding, long notBefore) {
        Users users = tenancy.users();
        User.Assigned assigned = users.roles().get(Row.role(standing));
        SpaceId channel = users.channels().get(Row.channel(binding));
        boolean bound = channel != null && tenancy.channels().contains(channel);
        return new Subject(
                standing,
                notBefore,
                assigned,
                assigned == null ? null : tenancy.roles().find(assigned.role()),
                users.groups(standing),
                bound ? channel : null,
                bound ? users.entityRoles(binding) : Terms.empty());
    }

    /** Somebody active with these entity roles and nothing else. */
    static Subject holding(Terms<EntityRole> roles) {
        return new Subject(Row.standing(true, true, 0, 0), 0, null, null, Terms.empty(), null, roles);
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

    /** The entity roles on the binding; none without one. */
    public Terms<EntityRole> entityRoles() {
        return entityRoles;
    }
}
