package dev.mandate.control.catalogue;

import dev.mandate.control.openapi.Finding;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.route.Endpoint;
import dev.mandate.engine.route.Router;
import dev.mandate.engine.state.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Requests that an import gives to another action: no switch moves, but whoever holds the other action can make them from then
 * on, so the plan and the answer name them.
 */
final class Rerouted {
    private static final int MOST_SHOWN = 100;

    private final Map<ActionId, Endpoint> before;
    private final Map<ActionId, Endpoint> after;

    private Rerouted(Catalogue catalogue, Api before, Api after) {
        this.before = served(catalogue, before);
        this.after = served(catalogue, after);
    }

    /**
     * Returns a warning for each action that leaves its requests to a wider one, and for each pair that a precedence orders
     * anew.
     */
    static List<Finding> warnings(Catalogue catalogue, Api before, Api after) {
        Rerouted rerouted = new Rerouted(catalogue, before, after);
        return Stream.concat(rerouted.left(), rerouted.ordered())
                .limit(MOST_SHOWN)
                .map(message -> new Finding("", message))
                .toList();
    }

    private static Map<ActionId, Endpoint> served(Catalogue catalogue, Api api) {
        return api.actions().stream()
                .filter(action -> action.status() != ActionStatus.RETIRED)
                .map(action -> Templates.endpoint(api, catalogue.ordered(action)))
                .collect(Collectors.toMap(endpoint -> endpoint.action().id(), Function.identity()));
    }

    private Stream<String> left() {
        return before.values().stream()
                .filter(lost -> !after.containsKey(lost.action().id()))
                .flatMap(lost -> after.values().stream()
                        .filter(other -> other.action()
                                        .key()
                                        .method()
                                        .equals(lost.action().key().method())
                                && other.template().overlaps(lost.template()))
                        .map(other -> "requests that `" + key(lost) + "` had are requests of `" + key(other)
                                + "` from now on: whoever holds that can make them"))
                .sorted();
    }

    private Stream<String> ordered() {
        Set<Set<ActionId>> still =
                Router.conflicts(after.values()).stream().map(Rerouted::ids).collect(Collectors.toSet());
        return Router.conflicts(before.values()).stream()
                .filter(pair -> !still.contains(ids(pair)))
                .flatMap(pair -> Stream.ofNullable(after.get(pair.one().action().id()))
                        .flatMap(one -> Stream.ofNullable(
                                        after.get(pair.other().action().id()))
                                .map(other -> ordered(one, other))))
                .sorted();
    }

    private static String ordered(Endpoint one, Endpoint other) {
        boolean first = one.action().precedence() > other.action().precedence();
        return "requests that match `" + key(one) + "` and `" + key(other) + "` needed both; from now on `"
                + key(first ? one : other) + "` alone has them";
    }

    private static Set<ActionId> ids(Router.Conflict pair) {
        return Set.of(pair.one().action().id(), pair.other().action().id());
    }

    private static String key(Endpoint endpoint) {
        Action action = endpoint.action();
        return action.key().toString();
    }
}
