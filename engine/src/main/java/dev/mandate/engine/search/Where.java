package dev.mandate.engine.search;

import dev.mandate.engine.id.SpaceId;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/** Where a user may do an action, as far as the decision asks. */
public sealed interface Where {
    /** The user does not hold it. */
    enum Nowhere implements Where {
        NOWHERE
    }

    /** Any space passes: the action names none, so the API checks. */
    enum Any implements Where {
        ANY
    }

    /** In these spaces of the action's kind, by id; perhaps in none. */
    record In(SortedSet<SpaceId> spaces) implements Where {
        public In {
            SortedSet<SpaceId> copy = new TreeSet<>(Comparator.comparing(SpaceId::value));
            copy.addAll(spaces);
            spaces = Collections.unmodifiableSortedSet(copy);
        }
    }
}
