package dev.mandate.engine.change;

import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.RoleId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes to user roles and their switches. */
public sealed interface RoleChange extends Change {
    /** A user role exists, with every action at None. */
    record RoleAdded(RoleId role, String name) implements RoleChange {
        public RoleAdded {
            Objects.requireNonNull(role);
            Objects.requireNonNull(name);
        }
    }

    /** A user role is called otherwise. */
    record RoleRenamed(RoleId role, String name) implements RoleChange {
        public RoleRenamed {
            Objects.requireNonNull(role);
            Objects.requireNonNull(name);
        }
    }

    /** A user role is gone; its users have none. */
    record RoleRemoved(RoleId role) implements RoleChange {
        public RoleRemoved {
            Objects.requireNonNull(role);
        }
    }

    /** The switch of one action in one user role. */
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
