package dev.mandate.engine.search;

import dev.mandate.engine.id.SpaceId;
import java.util.HashSet;
import java.util.Set;

/** The spaces that a user reaches on two sides, and what differs. */
record Moved(Set<SpaceId> before, Set<SpaceId> after, Set<SpaceId> gained, Set<SpaceId> lost) {
    static Moved between(Set<SpaceId> before, Set<SpaceId> after) {
        return new Moved(before, after, without(after, before), without(before, after));
    }

    private static Set<SpaceId> without(Set<SpaceId> all, Set<SpaceId> others) {
        if (all.equals(others)) {
            return Set.of();
        }
        Set<SpaceId> rest = new HashSet<>(all);
        rest.removeAll(others);
        return rest;
    }

    boolean any() {
        return !gained.isEmpty() || !lost.isEmpty();
    }
}
