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
 * @param gained spaces of the action's kind where the user may do it afterwards and might not before
 * @param lost the other way round
 */
public record Flip(
        UserId user, Endpoint endpoint, boolean held, boolean holds, Set<SpaceId> gained, Set<SpaceId> lost) {
    public Flip {
        gained = Set.copyOf(gained);
        lost = Set.copyOf(lost);
    }
}
