package dev.mandate.engine.state;

import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import java.util.Optional;

/**
 * A user's standing and rights. Names of roles, groups and channels may outlive what they name; such a fact is absent,
 * because no id is ever used again.
 *
 * @param notBefore tokens of a lower revision are dead
 */
public record User(
        UserKind kind,
        boolean active,
        long notBefore,
        Optional<Assigned> role,
        Terms<GroupId> groups,
        Optional<Binding> binding) {
    /** The user role held, and how long. */
    public record Assigned(RoleId role, Term term) {}

    /** The sales channel that the user is bound to, and the entity roles there. */
    public record Binding(SpaceId channel, Grants roles) {}

    boolean service() {
        return kind == UserKind.SERVICE;
    }

    static User added(UserKind kind) {
        return new User(kind, true, 0, Optional.empty(), Terms.empty(), Optional.empty());
    }

    User standing(boolean nowActive, long nowNotBefore) {
        return new User(kind, nowActive, nowNotBefore, role, groups, binding);
    }

    User with(Optional<Assigned> other) {
        return new User(kind, active, notBefore, other, groups, binding);
    }

    User inGroups(Terms<GroupId> others) {
        return new User(kind, active, notBefore, role, others, binding);
    }

    User bound(Optional<Binding> other) {
        return new User(kind, active, notBefore, role, groups, other);
    }
}
