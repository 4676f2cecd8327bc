package dev.mandate.engine.change;

import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes to the bindings of users to sales channels and to the entity roles on them. */
public sealed interface BindingChange extends Change {
    /** A user is bound to one sales channel, without roles. */
    record UserBound(UserId user, SpaceId channel) implements BindingChange {
        public UserBound {
            Objects.requireNonNull(user);
            Objects.requireNonNull(channel);
        }
    }

    /** A user is bound to none, and its entity roles are gone. */
    record UserUnbound(UserId user) implements BindingChange {
        public UserUnbound {
            Objects.requireNonNull(user);
        }
    }

    /** The binding carries one more role. */
    record EntityRoleGranted(
            UserId user, EntityRole role, @Nullable Instant until) implements BindingChange {
        public EntityRoleGranted {
            Objects.requireNonNull(user);
            Objects.requireNonNull(role);
        }
    }

    /** The binding carries one role less. */
    record EntityRoleRevoked(UserId user, EntityRole role) implements BindingChange {
        public EntityRoleRevoked {
            Objects.requireNonNull(user);
            Objects.requireNonNull(role);
        }
    }
}
