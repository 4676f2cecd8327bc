package dev.mandate.engine.search;

import dev.mandate.engine.Ruling;
import dev.mandate.engine.View;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.overlap.StepBudget;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Explains which changes allow a request to an API that the tenant has not enabled: enabling the API, and the rights in
 * it.
 */
public final class Enabling {
    /** The maximum number of changes in a fix, as for an enabled API. */
    private static final int LONGEST = 3;

    private Enabling() {}

    /** Returns the view in which the tenant has enabled the API; the same view if it already has. */
    public static View of(View view, ApiId api, Instant now) {
        return enabled(view, api) ? view : Ranking.after(view, List.of(new TenantChange.ApiEnabled(api)), now);
    }

    /**
     * Returns the smallest fixes, each of which allows every part. Empty if all parts are allowed already, or if every
     * fix would need more than three changes.
     *
     * @param parts one or more actions of one API in the view's catalogue, enabled or not
     * @param budget bounds the search for fixes and the counting of what they open
     */
    public static List<Fix> fixes(
            View view, UserId user, List<SharedRequestExplanation.Part> parts, Instant now, StepBudget budget) {
        ApiId api = parts.getFirst().endpoint().api().id();
        List<Change> first = enabled(view, api) ? List.of() : List.of(new TenantChange.ApiEnabled(api));
        Ranking ranking = new Ranking(view, now, budget);
        return further(SharedRequestExplanation.of(of(view, api, now), user, parts, now, budget))
                .map(further -> Stream.concat(first.stream(), further.stream()).toList())
                .filter(changes -> !changes.isEmpty() && changes.size() <= LONGEST)
                .map(ranking::ranked)
                .sorted(Fix.LEAST_FIRST)
                .toList();
    }

    /** Returns the changes still needed, one list for each way; one empty list if the request is allowed. */
    private static Stream<List<Change>> further(Explanation explained) {
        return explained.ruling() == Ruling.Held.HELD
                ? Stream.of(List.of())
                : explained.fixes().stream().map(Fix::changes);
    }

    private static boolean enabled(View view, ApiId api) {
        return view.tenant().tenancy().apis().contains(api);
    }
}
