package dev.mandate.engine.search;

import dev.mandate.engine.Engine;
import dev.mandate.engine.Ruling;
import dev.mandate.engine.View;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.route.Endpoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a user may do an action in a space, or why not and what would change that. Worked out from the snapshots each time.
 *
 * @param facts on which it is held, or as much of that as there is: see {@link Grounds}
 * @param fixes of the smallest size that there is, those first that open least; empty if it is held, or if no such fix
 *     has at most three changes
 */
public record Explanation(Ruling ruling, List<Change> facts, List<Fix> fixes) {
    public Explanation {
        facts = List.copyOf(facts);
        fixes = List.copyOf(fixes);
    }

    /**
     * Explains the ruling of one question.
     *
     * @param endpoint an action of an API that the tenant has enabled
     * @param space where, of the action's kind; null if the question names none
     */
    public static Explanation of(View view, UserId user, Endpoint endpoint, @Nullable SpaceId space, Instant now) {
        Ruling ruling = Engine.rule(view, view.tenant().tenancy().subject(user), endpoint, space, now);
        List<Change> facts = Grounds.of(view, user, endpoint, space, now);
        List<Fix> fixes =
                ruling == Ruling.Held.HELD ? List.of() : new Fixes(view, user, endpoint, space, now).smallest();
        return new Explanation(ruling, facts, fixes);
    }
}
