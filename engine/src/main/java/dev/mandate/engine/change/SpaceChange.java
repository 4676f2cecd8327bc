package dev.mandate.engine.change;

import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.SpaceId;
import java.util.Objects;

/** Changes to workspaces and sales channels. */
public sealed interface SpaceChange extends Change {
    /** Adds a space. */
    record SpaceAdded(SpaceKind kind, SpaceId space, String name) implements SpaceChange {
        public SpaceAdded {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(space);
            Objects.requireNonNull(name);
        }
    }

    /** Sets the name of a space. */
    record SpaceRenamed(SpaceKind kind, SpaceId space, String name) implements SpaceChange {
        public SpaceRenamed {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(space);
            Objects.requireNonNull(name);
        }
    }

    /** Removes a space; group openings and bindings that name it no longer count. */
    record SpaceRemoved(SpaceKind kind, SpaceId space) implements SpaceChange {
        public SpaceRemoved {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(space);
        }
    }
}
