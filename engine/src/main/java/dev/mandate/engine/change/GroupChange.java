package dev.mandate.engine.change;

import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.SpaceId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes to groups and to the workspaces that they open. */
public sealed interface GroupChange extends Change {
    /** Adds a group without members that opens no workspace. */
    record GroupAdded(GroupId group, String name) implements GroupChange {
        public GroupAdded {
            Objects.requireNonNull(group);
            Objects.requireNonNull(name);
        }
    }

    /** Sets the name of a group. */
    record GroupRenamed(GroupId group, String name) implements GroupChange {
        public GroupRenamed {
            Objects.requireNonNull(group);
            Objects.requireNonNull(name);
        }
    }

    /** Removes a group; its members no longer reach workspaces through it. */
    record GroupRemoved(GroupId group) implements GroupChange {
        public GroupRemoved {
            Objects.requireNonNull(group);
        }
    }

    /** The group opens every workspace, including workspaces added later. */
    record AllOpened(GroupId group) implements GroupChange {
        public AllOpened {
            Objects.requireNonNull(group);
        }
    }

    /** The group opens only the workspaces of its list. */
    record AllClosed(GroupId group) implements GroupChange {
        public AllClosed {
            Objects.requireNonNull(group);
        }
    }

    /**
     * Adds a workspace to the group's list.
     *
     * @param until the first moment at which the workspace is closed again; null if it does not expire
     */
    record WorkspaceOpened(
            GroupId group, SpaceId workspace, @Nullable Instant until) implements GroupChange {
        public WorkspaceOpened {
            Objects.requireNonNull(group);
            Objects.requireNonNull(workspace);
        }
    }

    /** Removes a workspace from the group's list. */
    record WorkspaceClosed(GroupId group, SpaceId workspace) implements GroupChange {
        public WorkspaceClosed {
            Objects.requireNonNull(group);
            Objects.requireNonNull(workspace);
        }
    }
}
