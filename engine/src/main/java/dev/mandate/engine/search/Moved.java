package dev.mandate.engine.search;

import dev.mandate.engine.id.SpaceId;
import java.util.HashSet;
import java.util.Set;

/**
 * The spaces that a user reaches in two states, and the difference.
 *
 * @param anywhere whether this is for actions that name no space; then the sets are empty and count as one space
 */
record Moved(Set<SpaceId> before, Set<SpaceId> after, Set<SpaceId> gained, Set<SpaceId> lost, boolean anywhere) {
    /** For actions that name no space. */
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

    /** Returns the number of spaces before. */
    int countBefore() {
        return anywhere ? 1 : before.size();
    }

    /** Returns the number of spaces afterwards. */
    int countAfter() {
        return anywhere ? 1 : after.size();
    }

    boolean any() {
        return !gained.isEmpty() || !lost.isEmpty();
    }
}
