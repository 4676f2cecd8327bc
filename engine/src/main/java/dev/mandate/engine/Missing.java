package dev.mandate.engine;

import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Need;
import java.util.List;
import java.util.Objects;

/**
 * What the caller's rights lack for an action.
 *
 * @param pending whether the action is not in force: nobody holds it until the platform's operator activates it
 * @param needs for an entity API the pairs that are not held, all of them needed; empty for a switch API
 */
public record Missing(ActionKey action, boolean pending, List<Pair> needs) {
    /**
     * A pair not held.
     *
     * @param anyRole roles any one of which grants it, the smallest first; empty if no enabled API lists one
     */
    public record Pair(Need need, List<EntityRole> anyRole) {
        public Pair {
            Objects.requireNonNull(need);
            anyRole = List.copyOf(anyRole);
        }
    }

    public Missing {
        Objects.requireNonNull(action);
        needs = List.copyOf(needs);
    }
}
