package dev.mandate.engine.search;

import dev.mandate.engine.View;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.template.Endpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One state that others of the same tenant are compared with. What is computed of it is kept for all comparisons, and so
 * are the actions that roles and grants give where both states have the same actions. Mutable, for one thread.
 */
final class Baseline {
    private final View view;
    private final Instant now;
    private final StepBudget budget;
    private final List<Endpoint> actions;
    private final Holdings holdings;

    Baseline(View view, Instant now, StepBudget budget) {
        this.view = view;
        this.now = now;
        this.budget = budget;
        this.actions = new Search(view, now).actions();
        this.holdings = Holdings.of(view, numbered(ids(actions.stream()), actions), now, budget);
    }

    /** Compares this state with one after it, or with any other of the same tenant. */
    Impact to(View after) {
        return hasSameActions(after)
                ? new Impact(view, after, holdings, holdings.withSameActions(after), actions.size(), budget)
                : numberedAnew(after);
    }

    @SuppressWarnings("ReferenceEquality") // the same snapshot of the platform has the same actions
    private boolean hasSameActions(View after) {
        return view.platform() == after.platform()
                && view.tenant()
                        .tenancy()
                        .apis()
                        .equals(after.tenant().tenancy().apis());
    }

    private Impact numberedAnew(View after) {
        List<Endpoint> current = new Search(after, now).actions();
        List<ActionId> union = ids(Stream.concat(current.stream(), actions.stream()));
        Holdings earlier = holdings.in(view, numbered(union, actions));
        return new Impact(view, after, earlier, holdings.in(after, numbered(union, current)), union.size(), budget);
    }

    private static List<ActionId> ids(Stream<Endpoint> endpoints) {
        return endpoints.map(e -> e.action().id()).distinct().toList();
    }

    private static List<@Nullable Endpoint> numbered(List<ActionId> ids, List<Endpoint> side) {
        Map<ActionId, Endpoint> by = new HashMap<>();
        side.forEach(endpoint -> by.put(endpoint.action().id(), endpoint));
        List<@Nullable Endpoint> numbered = new ArrayList<>();
        ids.forEach(id -> numbered.add(by.get(id)));
        return numbered;
    }
}
