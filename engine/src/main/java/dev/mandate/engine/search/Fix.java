package dev.mandate.engine.search;

import dev.mandate.engine.change.Change;
import java.util.Comparator;
import java.util.List;

/**
 * Changes that together allow a denied action.
 *
 * @param changes 1 to 3, in the order to make them
 * @param triples number of triples of user, action and space that become allowed, including the wanted one; counted as
 *     in {@link Impact}
 * @param users number of users whose decisions change
 * @param cut whether the budget was used up before everything was counted, so that both numbers are lower bounds
 */
public record Fix(List<Change> changes, long triples, long users, boolean cut) {
    /** The order in which fixes are proposed: what opens least first, and what was not counted fully last. */
    static final Comparator<Fix> LEAST_FIRST =
            Comparator.comparing(Fix::cut).thenComparingLong(Fix::triples).thenComparingLong(Fix::users);

    public Fix {
        changes = List.copyOf(changes);
    }
}
