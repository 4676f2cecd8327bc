package dev.mandate.engine.search;

import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.route.Endpoint;
import java.util.Set;

/**
 * What a change of state does to one user and one action.
 *
 * @param endpoint the action as it is afterwards, or as it was if it is gone
 * @param held before, whether or not in any space
 * @param holds afterwards
 * @param gained where the user may do it afterwards and might not before
 * @param lost the other way round
 */
public record Flip(UserId user, Endpoint endpoint, boolean held, boolean holds, Places gained, Places lost) {
    /**
     * Spaces of the action's kind, or any space where the action names none.
     *
     * @param spaces none if it is any
     */
    public record Places(Set<SpaceId> spaces, boolean any) {
        /** Nowhere. */
        public static final Places NONE = new Places(Set.of(), false);

        public Places {
            spaces = Set.copyOf(spaces);
        }

        /** How many; any space counts once. */
        public int count() {
            return any ? 1 : spaces.size();
        }
    }
}
