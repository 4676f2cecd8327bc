package dev.mandate.engine.user;

import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.right.Term;
import dev.mandate.engine.right.Terms;
import java.util.Optional;

/**
 * A user's status and rights. The ids of roles, groups and channels may refer to removed ones; such a fact does not
 * hold, and because no id is reused, it never holds again.
 *
 * @param notBefore tokens issued at a lower revision are revoked
 */
public record User(
        UserKind kind,
        boolean active,
        long notBefore,
        Optional<Assigned> role,
        Terms<GroupId> groups,
        Optional<Binding> binding) {
    /** The assigned user role and its term. */
    public record Assigned(RoleId role, Term term) {}

    /** The sales channel that the user is bound to, and the entity roles granted there. */
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
