package dev.mandate.engine.change;

import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.SpaceId;
import java.util.Objects;

/** Changes to workspaces and sales channels. */
public sealed interface SpaceChange extends Change {
    /** A space exists. */
    record SpaceAdded(SpaceKind kind, SpaceId space, String name) implements SpaceChange {
        public SpaceAdded {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(space);
            Objects.requireNonNull(name);
        }
    }

    /** A space is called otherwise. */
    record SpaceRenamed(SpaceKind kind, SpaceId space, String name) implements SpaceChange {
        public SpaceRenamed {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(space);
            Objects.requireNonNull(name);
        }
    }

    /** A space is gone, with every opening and binding that named it. */
    record SpaceRemoved(SpaceKind kind, SpaceId space) implements SpaceChange {
        public SpaceRemoved {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(space);
        }
    }
}
