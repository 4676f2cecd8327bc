package dev.mandate.engine.change;

import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes to users: their standing, user role and skills. Names and e-mail addresses are not in the log. */
public sealed interface UserChange extends Change {
    /** A user exists, active, without role, group or binding. */
    record UserAdded(UserId user, UserKind kind) implements UserChange {
        public UserAdded {
            Objects.requireNonNull(user);
            Objects.requireNonNull(kind);
        }
    }

    /** A user is gone, with its memberships, its binding and the standing of the apps that act on its behalf. */
    record UserRemoved(UserId user) implements UserChange {
        public UserRemoved {
            Objects.requireNonNull(user);
        }
    }

    /** A user takes no part, and no token issued for it until then is accepted again. */
    record UserDisabled(UserId user) implements UserChange {
        public UserDisabled {
            Objects.requireNonNull(user);
        }
    }

    /** A user takes part again; earlier tokens stay dead. */
    record UserEnabled(UserId user) implements UserChange {
        public UserEnabled {
            Objects.requireNonNull(user);
        }
    }

    /** An Owner disabled the user, so only an Owner enables it again; the next {@link UserEnabled} ends this. */
    record UserEnablingReserved(UserId user) implements UserChange {
        public UserEnablingReserved {
            Objects.requireNonNull(user);
        }
    }

    /** A user holds this user role and no other. */
    record UserRoleAssigned(
            UserId user, RoleId role, @Nullable Instant until) implements UserChange {
        public UserRoleAssigned {
            Objects.requireNonNull(user);
            Objects.requireNonNull(role);
        }
    }

    /** A user holds no user role. */
    record UserRoleUnassigned(UserId user) implements UserChange {
        public UserRoleUnassigned {
            Objects.requireNonNull(user);
        }
    }

    /** What a person can do in the studio's own tools, whole; decisions do not ask for it. */
    record SkillsSet(UserId user, List<String> skills) implements UserChange {
        public SkillsSet {
            Objects.requireNonNull(user);
            skills = List.copyOf(skills);
        }
    }

    /** No token issued for the user until then is accepted. */
    record UserTokensRevoked(UserId user) implements UserChange {
        public UserTokensRevoked {
            Objects.requireNonNull(user);
        }
    }
}
