package dev.mandate.engine.search;

import dev.mandate.engine.id.SpaceId;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/** Where a user may do an action, as far as the decision checks spaces. */
public sealed interface Where {
    /** The user does not hold the action. */
    enum Nowhere implements Where {
        NOWHERE
    }

    /** The action names no space, so the decision passes any space and the API checks spaces itself. */
    enum Any implements Where {
        ANY
    }

    /** These spaces of the action's kind, ordered by id; possibly none. */
    record In(SortedSet<SpaceId> spaces) implements Where {
        public In {
            SortedSet<SpaceId> copy = new TreeSet<>(Comparator.comparing(SpaceId::value));
            copy.addAll(spaces);
            spaces = Collections.unmodifiableSortedSet(copy);
        }
    }
}
