package dev.mandate.engine.change;

import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.RoleId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes to user roles and their switches. */
public sealed interface RoleChange extends Change {
    /** Adds a user role with every action at None. */
    record RoleAdded(RoleId role, String name) implements RoleChange {
        public RoleAdded {
            Objects.requireNonNull(role);
            Objects.requireNonNull(name);
        }
    }

    /** Sets the name of a user role. */
    record RoleRenamed(RoleId role, String name) implements RoleChange {
        public RoleRenamed {
            Objects.requireNonNull(role);
            Objects.requireNonNull(name);
        }
    }

    /** Removes a user role; its users then have no role. */
    record RoleRemoved(RoleId role) implements RoleChange {
        public RoleRemoved {
            Objects.requireNonNull(role);
        }
    }

    /**
     * Sets the switch of one action in one user role.
     *
     * @param until the first moment at which Access no longer holds; null if it does not expire
     */
    record PermissionSet(
            RoleId role,
            ActionId action,
            Permission permission,
            @Nullable Instant until) implements RoleChange {
        public PermissionSet {
            Objects.requireNonNull(role);
            Objects.requireNonNull(action);
            Objects.requireNonNull(permission);
        }
    }
}
