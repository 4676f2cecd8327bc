package dev.mandate.engine.state;

import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.SpaceId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user found in one snapshot: the same facts as a {@link User}, read without allocating. As there, a fact may name what
 * is gone. Immutable.
 */
public final class Subject {
    /** Stands for a user who is not there: inactive, without any right. */
    public static final Subject NOBODY = new Subject(Users.EMPTY, -1, 0, 0, Long.MAX_VALUE);

    private final Users users;
    private final int row;
    private final long standing;
    private final long binding;
    private final long notBefore;

    Subject(Users users, int row, long standing, long binding, long notBefore) {
        this.users = users;
        this.row = row;
        this.standing = standing;
        this.binding = binding;
        this.notBefore = notBefore;
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

    /** The user role held; null if none. */
    public User.@Nullable Assigned role() {
        return users.roles().get(Row.role(standing));
    }

    /** The groups that the user is a member of. */
    public Terms<GroupId> groups() {
        Terms<GroupId> groups = users.groups().get(Row.groups(standing));
        return groups == null ? Terms.empty() : groups;
    }

    /** The sales channel that the user is bound to; null if none. */
    public @Nullable SpaceId channel() {
        return users.channels().get(Row.channel(binding));
    }

    /** The entity roles on the binding. */
    public Terms<EntityRole> entityRoles() {
        Terms<EntityRole> roles = users.entityRoles().get(Row.entityRoles(binding));
        return roles == null ? Terms.empty() : roles;
    }

    int row() {
        return row;
    }

    /** The same facts as a value. */
    public User user() {
        SpaceId channel = channel();
        return new User(
                Row.service(standing) ? UserKind.SERVICE : UserKind.PERSON,
                active(),
                notBefore,
                Optional.ofNullable(role()),
                groups().toMap(),
                channel == null ? Optional.empty() : Optional.of(new User.Binding(channel, entityRoles().toMap())));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Subject that && users == that.users && row == that.row;
    }

    @Override
    public int hashCode() {
        return Objects.hash(System.identityHashCode(users), row);
    }
}
