package dev.mandate.engine;

import dev.mandate.engine.id.SpaceId;
import java.util.Set;

/** The spaces of one kind that a user reaches. */
public sealed interface Reach {
    /** Every space of the kind, of now and of later. */
    record All() implements Reach {}

    /** These and no other. */
    record Some(Set<SpaceId> spaces) implements Reach {
        public Some {
            spaces = Set.copyOf(spaces);
        }
    }
}
