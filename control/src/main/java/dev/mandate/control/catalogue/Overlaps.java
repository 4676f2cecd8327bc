package dev.mandate.control.catalogue;

import dev.mandate.control.api.Refusals;
import dev.mandate.control.log.Refusal;
import dev.mandate.control.log.State;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.route.Endpoint;
import dev.mandate.engine.route.Router;
import dev.mandate.protocol.problem.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Refuses an API of which two templates, or one and another API's, claim the same requests and nothing orders them. */
final class Overlaps {
    private Overlaps() {}

    static void requireOrdered(State state, Api api) {
        Collection<Endpoint> endpoints = Stream.concat(
                        state.view().platform().catalogue().apis().values().stream()
                                .filter(other -> !other.id().equals(api.id())),
                        Stream.of(api))
                .flatMap(a -> served(a).map(action -> endpoint(a, action)))
                .toList();
        List<Router.Conflict> conflicts = Router.conflicts(endpoints);
        if (!conflicts.isEmpty()) {
            throw conflict(conflicts);
        }
    }

    private static Stream<Action> served(Api api) {
        return api.actions().stream().filter(a -> a.status() != ActionStatus.RETIRED);
    }

    private static Endpoint endpoint(Api api, Action action) {
        try {
            return Endpoint.of(api, action);
        } catch (IllegalArgumentException e) {
            throw Refusals.malformed("document", String.valueOf(e.getMessage()));
        }
    }

    private static Refusal conflict(List<Router.Conflict> conflicts) {
        List<Map<String, String>> pairs = conflicts.stream()
                .limit(20)
                .map(c -> Map.of("one", named(c.one()), "other", named(c.other())))
                .toList();
        Router.Conflict first = conflicts.getFirst();
        return new Refusal(Problem.of(
                        409,
                        "ambiguous_paths",
                        "Conflict",
                        "`" + named(first.one()) + "` and `" + named(first.other())
                                + "` claim the same requests: order them with `x-mandate.precedence`, or change one")
                .with("conflicts", pairs));
    }

    private static String named(Endpoint endpoint) {
        return endpoint.action().key() + " of " + endpoint.api().id();
    }
}
