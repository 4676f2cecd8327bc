package dev.mandate.engine.search;

import dev.mandate.engine.change.Change;
import java.util.List;

/**
 * Changes that would allow what was denied.
 *
 * @param changes 1 to 3, to be made in this order
 * @param triples of user, action and space that become allowed with it, the wanted one among them; as {@link Impact} counts
 * @param users for whom something becomes allowed or forbidden
 */
public record Fix(List<Change> changes, long triples, long users) {
    public Fix {
        changes = List.copyOf(changes);
    }
}
