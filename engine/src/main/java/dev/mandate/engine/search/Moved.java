package dev.mandate.engine.search;

import dev.mandate.engine.id.SpaceId;
import java.util.HashSet;
import java.util.Set;

/**
 * The spaces that a user reaches on two sides, and what differs.
 *
 * @param anywhere whether it is of actions that name no space: then there are no ids, and it counts as one place
 */
record Moved(Set<SpaceId> before, Set<SpaceId> after, Set<SpaceId> gained, Set<SpaceId> lost, boolean anywhere) {
    /** Of actions that name no space, whatever is reached. */
    static final Moved ANYWHERE = new Moved(Set.of(), Set.of(), Set.of(), Set.of(), true);

    static Moved between(Set<SpaceId> before, Set<SpaceId> after) {
        return new Moved(before, after, without(after, before), without(before, after), false);
    }

    private static Set<SpaceId> without(Set<SpaceId> all, Set<SpaceId> others) {
        if (all.equals(others)) {
            return Set.of();
        }
        Set<SpaceId> rest = new HashSet<>(all);
        rest.removeAll(others);
        return rest;
    }

    /** How many places there were. */
    int countBefore() {
        return anywhere ? 1 : before.size();
    }

    /** How many places there are. */
    int countAfter() {
        return anywhere ? 1 : after.size();
    }

    boolean any() {
        return !gained.isEmpty() || !lost.isEmpty();
    }
}
