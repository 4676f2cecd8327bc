package dev.mandate.engine.search;

import dev.mandate.engine.Engine;
import dev.mandate.engine.Ruling;
import dev.mandate.engine.View;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.template.Endpoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a user may do an action in a space, or why not and which changes would allow it. Computed from the snapshots each
 * time.
 *
 * @param facts the facts on which the action is held, or those of them that exist: see {@link Grounds}
 * @param fixes the fixes with the fewest changes, ordered by how little else they allow; empty if the action is held,
 *     or if no fix has at most three changes
 * @param cut whether the budget was used up, so that there may be other fixes, and counts may be lower bounds
 */
public record Explanation(Ruling ruling, List<Change> facts, List<Fix> fixes, boolean cut) {
    public Explanation {
        facts = List.copyOf(facts);
        fixes = List.copyOf(fixes);
    }

    /**
     * Explains the ruling for one action.
     *
     * @param endpoint an action of an API that the tenant has enabled
     * @param space a space of the action's kind; null if the question names none. Ignored for an action that names no
     *     space, as in a decision
     * @param budget bounds the search for fixes and the counting of what they open
     */
    public static Explanation of(
            View view, UserId user, Endpoint endpoint, @Nullable SpaceId space, Instant now, StepBudget budget) {
        return ofResource(view, user, endpoint, endpoint.lookedAt(space), now, budget);
    }

    /**
     * Explains whether an API that checks spaces itself would allow the action on a resource. The space counts even if
     * the action names none.
     *
     * @param space the resource's space, of the action's kind
     */
    public static Explanation ofResource(
            View view, UserId user, Endpoint endpoint, @Nullable SpaceId space, Instant now, StepBudget budget) {
        Ruling ruling = Engine.rule(view, view.tenant().tenancy().subject(user), endpoint, space, now);
        List<Change> facts = Grounds.of(view, user, endpoint, space, now);
        List<Fix> fixes =
                ruling == Ruling.Held.HELD ? List.of() : new Fixes(view, user, endpoint, space, now, budget).smallest();
        return new Explanation(ruling, facts, fixes, budget.isUsedUp());
    }
}
