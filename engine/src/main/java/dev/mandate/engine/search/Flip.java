package dev.mandate.engine.search;

import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.template.Endpoint;
import java.util.Set;

/**
 * The effect of a change of state on one user and one action.
 *
 * @param endpoint the action in the later state, or in the earlier one if it was removed
 * @param held whether the user held the action before, in some space or none
 * @param holds whether the user holds the action afterwards
 * @param gained where the user may do the action afterwards but not before
 * @param lost where the user might do the action before but not afterwards
 */
public record Flip(UserId user, Endpoint endpoint, boolean held, boolean holds, Places gained, Places lost) {
    /**
     * Spaces of the action's kind, or any space if the action names none.
     *
     * @param spaces empty if {@code any} is true
     */
    public record Places(Set<SpaceId> spaces, boolean any) {
        /** No space. */
        public static final Places NONE = new Places(Set.of(), false);

        public Places {
            spaces = Set.copyOf(spaces);
        }

        /** Returns the number of spaces; "any" counts as one. */
        public int count() {
            return any ? 1 : spaces.size();
        }
    }
}
