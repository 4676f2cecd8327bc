package dev.mandate.engine.change;

import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes to the bindings of users to sales channels and to the entity roles on these bindings. */
public sealed interface BindingChange extends Change {
    /** Binds a user to one sales channel, without entity roles. */
    record UserBound(UserId user, SpaceId channel) implements BindingChange {
        public UserBound {
            Objects.requireNonNull(user);
            Objects.requireNonNull(channel);
        }
    }

    /** Removes a user's binding and the entity roles on it. */
    record UserUnbound(UserId user) implements BindingChange {
        public UserUnbound {
            Objects.requireNonNull(user);
        }
    }

    /**
     * Grants an entity role on the user's binding.
     *
     * @param until the first moment at which the role no longer holds; null if it does not expire
     */
    record EntityRoleGranted(
            UserId user, EntityRole role, @Nullable Instant until) implements BindingChange {
        public EntityRoleGranted {
            Objects.requireNonNull(user);
            Objects.requireNonNull(role);
        }
    }

    /** Revokes an entity role on the user's binding. */
    record EntityRoleRevoked(UserId user, EntityRole role) implements BindingChange {
        public EntityRoleRevoked {
            Objects.requireNonNull(user);
            Objects.requireNonNull(role);
        }
    }
}
