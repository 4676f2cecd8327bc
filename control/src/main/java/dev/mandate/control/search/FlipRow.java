package dev.mandate.control.search;

import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.search.Flip;

/**
 * What flips for one user and one action.
 *
 * @param held before, whether or not in any space
 * @param holds afterwards
 * @param gained ids of spaces, or of the first hundred of them in a page; {@code any} where the action names no space
 * @param lost the same
 * @param gainedCount of all of them; any space counts once
 * @param lostCount of all of them
 */
record FlipRow(
        String user,
        String action,
        String api,
        boolean held,
        boolean holds,
        Object gained,
        Object lost,
        int gainedCount,
        int lostCount) {
    /**
     * The row with at most so many ids of each list.
     */
    static FlipRow of(Flip flip, int most) {
        return new FlipRow(
                flip.user().value(),
                flip.endpoint().action().key().toString(),
                flip.endpoint().api().id().value(),
                flip.held(),
                flip.holds(),
                spaces(flip.gained(), most),
                spaces(flip.lost(), most),
                flip.gained().count(),
                flip.lost().count());
    }

    private static Object spaces(Flip.Places places, int most) {
        return places.any()
                ? SearchPage.ANY
                : places.spaces().stream()
                        .map(SpaceId::value)
                        .sorted()
                        .limit(most)
                        .toList();
    }
}
