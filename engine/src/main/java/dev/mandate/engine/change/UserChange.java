package dev.mandate.engine.change;

import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes to users: status, user role and skills. The log holds no names and no e-mail addresses. */
public sealed interface UserChange extends Change {
    /** Returns the user that the change is about. */
    UserId user();

    /** Adds an active user without role, group or binding. */
    record UserAdded(UserId user, UserKind kind) implements UserChange {
        public UserAdded {
            Objects.requireNonNull(user);
            Objects.requireNonNull(kind);
        }
    }

    /** Removes a user with its memberships and its binding; apps that act on its behalf are refused. */
    record UserRemoved(UserId user) implements UserChange {
        public UserRemoved {
            Objects.requireNonNull(user);
        }
    }

    /** Disables a user and revokes every token issued for it so far. */
    record UserDisabled(UserId user) implements UserChange {
        public UserDisabled {
            Objects.requireNonNull(user);
        }
    }

    /** Enables a user; tokens issued before stay revoked. */
    record UserEnabled(UserId user) implements UserChange {
        public UserEnabled {
            Objects.requireNonNull(user);
        }
    }

    /**
     * Only an Owner may enable the user again, because an Owner disabled it; the next {@link UserEnabled} lifts this.
     */
    record UserEnablingReserved(UserId user) implements UserChange {
        public UserEnablingReserved {
            Objects.requireNonNull(user);
        }
    }

    /**
     * Assigns a user role, in place of the one before.
     *
     * @param until the first moment at which the role no longer holds; null if it does not expire
     */
    record UserRoleAssigned(
            UserId user, RoleId role, @Nullable Instant until) implements UserChange {
        public UserRoleAssigned {
            Objects.requireNonNull(user);
            Objects.requireNonNull(role);
        }
    }

    /** Takes the user role away. */
    record UserRoleUnassigned(UserId user) implements UserChange {
        public UserRoleUnassigned {
            Objects.requireNonNull(user);
        }
    }

    /** Replaces a person's skills in the studio's own tools. Decisions do not read them. */
    record SkillsSet(UserId user, List<String> skills) implements UserChange {
        public SkillsSet {
            Objects.requireNonNull(user);
            skills = List.copyOf(skills);
        }
    }

    /** Revokes every token issued for the user so far. */
    record UserTokensRevoked(UserId user) implements UserChange {
        public UserTokensRevoked {
            Objects.requireNonNull(user);
        }
    }
}
