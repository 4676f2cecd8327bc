package dev.mandate.engine.reach;

import dev.mandate.engine.id.SpaceId;
import java.util.Set;

/** The spaces of one kind that a user reaches. */
public sealed interface Reach {
    /** Every space of the kind, including spaces added later. */
    record All() implements Reach {}

    /** Exactly these spaces. */
    record Some(Set<SpaceId> spaces) implements Reach {
        public Some {
            spaces = Set.copyOf(spaces);
        }
    }
}
