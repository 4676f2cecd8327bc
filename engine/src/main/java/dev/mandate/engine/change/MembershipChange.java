package dev.mandate.engine.change;

import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.UserId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes to who is in which group. */
public sealed interface MembershipChange extends Change {
    /** A user reaches what the group opens. */
    record MemberAdded(GroupId group, UserId user, @Nullable Instant until) implements MembershipChange {
        public MemberAdded {
            Objects.requireNonNull(group);
            Objects.requireNonNull(user);
        }
    }

    /** A user is no longer of the group. */
    record MemberRemoved(GroupId group, UserId user) implements MembershipChange {
        public MemberRemoved {
            Objects.requireNonNull(group);
            Objects.requireNonNull(user);
        }
    }
}
