package dev.mandate.engine;

import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Need;
import java.util.List;
import java.util.Objects;

/**
 * What the caller's rights lack for an action.
 *
 * @param pending whether the action is pending: no user holds it until the platform's operator activates it
 * @param needs for an entity API the pairs that the user does not hold, all of which it needs; empty for a switch API
 */
public record Missing(ActionKey action, boolean pending, List<Pair> needs) {
    /**
     * A pair that the user does not hold.
     *
     * @param anyRole the roles that grant the pair, smallest first; one of them is enough. Empty if no enabled API
     *     lists one
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
