package dev.mandate.control.search;

import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.search.Flip;
import java.util.Collection;
import java.util.List;

/**
 * What flips for one user and one action.
 *
 * @param held before, whether or not in any space
 * @param holds afterwards
 * @param gained ids of spaces, or of the first hundred of them in a page
 * @param lost the same
 * @param gainedCount of all of them
 * @param lostCount of all of them
 */
record FlipRow(
        String user,
        String action,
        String api,
        boolean held,
        boolean holds,
        List<String> gained,
        List<String> lost,
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
                ids(flip.gained(), most),
                ids(flip.lost(), most),
                flip.gained().size(),
                flip.lost().size());
    }

    private static List<String> ids(Collection<SpaceId> spaces, int most) {
        return spaces.stream().map(SpaceId::value).sorted().limit(most).toList();
    }
}
