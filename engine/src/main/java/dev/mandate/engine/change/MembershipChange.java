package dev.mandate.engine.change;

import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.UserId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes to the members of groups. */
public sealed interface MembershipChange extends Change {
    /** Returns the member. */
    UserId user();

    GroupId group();

    /**
     * Adds a user to a group.
     *
     * @param until the first moment at which the membership no longer holds; null if it does not expire
     */
    record MemberAdded(GroupId group, UserId user, @Nullable Instant until) implements MembershipChange {
        public MemberAdded {
            Objects.requireNonNull(group);
            Objects.requireNonNull(user);
        }
    }

    /** Removes a user from a group. */
    record MemberRemoved(GroupId group, UserId user) implements MembershipChange {
        public MemberRemoved {
            Objects.requireNonNull(group);
            Objects.requireNonNull(user);
        }
    }
}
