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
     * @param space where, of the action's kind; null if the question names none. An action that names no space itself is
     *     explained without one, as it is decided without one
     */
    public static Explanation of(View view, UserId user, Endpoint endpoint, @Nullable SpaceId space, Instant now) {
        return ofResource(view, user, endpoint, endpoint.lookedAt(space), now);
    }

    /**
     * Explains what an API that checks spaces makes of the action on a resource, even where the action names none.
     *
     * @param space where the resource is, of the action's kind
     */
    public static Explanation ofResource(
            View view, UserId user, Endpoint endpoint, @Nullable SpaceId space, Instant now) {
        Ruling ruling = Engine.rule(view, view.tenant().tenancy().subject(user), endpoint, space, now);
        List<Change> facts = Grounds.of(view, user, endpoint, space, now);
        List<Fix> fixes =
                ruling == Ruling.Held.HELD ? List.of() : new Fixes(view, user, endpoint, space, now).smallest();
        return new Explanation(ruling, facts, fixes);
    }
}
