package dev.mandate.engine.change;

import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.SpaceId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes to groups: which workspaces they open. */
public sealed interface GroupChange extends Change {
    /** A group exists, without members, opening no workspace. */
    record GroupAdded(GroupId group, String name) implements GroupChange {
        public GroupAdded {
            Objects.requireNonNull(group);
            Objects.requireNonNull(name);
        }
    }

    /** A group is called otherwise. */
    record GroupRenamed(GroupId group, String name) implements GroupChange {
        public GroupRenamed {
            Objects.requireNonNull(group);
            Objects.requireNonNull(name);
        }
    }

    /** A group is gone, and what it opened is closed. */
    record GroupRemoved(GroupId group) implements GroupChange {
        public GroupRemoved {
            Objects.requireNonNull(group);
        }
    }

    /** The group opens every workspace of now and of later. */
    record AllOpened(GroupId group) implements GroupChange {
        public AllOpened {
            Objects.requireNonNull(group);
        }
    }

    /** The group opens the workspaces of its list alone. */
    record AllClosed(GroupId group) implements GroupChange {
        public AllClosed {
            Objects.requireNonNull(group);
        }
    }

    /** The group opens one more workspace. */
    record WorkspaceOpened(
            GroupId group, SpaceId workspace, @Nullable Instant until) implements GroupChange {
        public WorkspaceOpened {
            Objects.requireNonNull(group);
            Objects.requireNonNull(workspace);
        }
    }

    /** The group opens one workspace less. */
    record WorkspaceClosed(GroupId group, SpaceId workspace) implements GroupChange {
        public WorkspaceClosed {
            Objects.requireNonNull(group);
            Objects.requireNonNull(workspace);
        }
    }
}
