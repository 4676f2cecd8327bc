package dev.mandate.engine.search;

import dev.mandate.engine.change.Change;
import java.util.List;

/**
 * Changes that together allow a denied action.
 *
 * @param changes 1 to 3, in the order to make them
 * @param triples number of triples of user, action and space that become allowed, including the wanted one; counted as
 *     in {@link Impact}
 * @param users number of users whose decisions change
 */
public record Fix(List<Change> changes, long triples, long users) {
    public Fix {
        changes = List.copyOf(changes);
    }
}
