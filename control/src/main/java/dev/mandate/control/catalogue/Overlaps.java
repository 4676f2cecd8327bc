package dev.mandate.control.catalogue;

import dev.mandate.control.log.Refusal;
import dev.mandate.control.openapi.Finding;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.route.Endpoint;
import dev.mandate.engine.route.Router;
import dev.mandate.engine.state.Catalogue;
import dev.mandate.protocol.problem.Problem;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Templates that claim the same requests with neither more specific everywhere. Within one API they are let in with a
 * warning, as a request that matches both needs both rights; of two APIs nothing says whose upstream has the request, so
 * precedence must order them.
 */
final class Overlaps {
    private static final int MOST_SHOWN = 100;
    private static final int MOST_REFUSED = 20;

    private Overlaps() {}

    /**
     * Compares an API as it is to be with itself and with all others. Pairs of other APIs are none of its business.
     *
     * @param catalogue with the precedences as they are to be
     * @return a warning for each pair of the API that nothing orders, and for each action that takes requests from another
     *     API's; of each at most {@value #MOST_SHOWN}
     * @throws Refusal 409 if one of two APIs', or two of one shape, are not ordered
     */
    static List<Finding> check(Catalogue catalogue, Api api) {
        Collection<Endpoint> endpoints = endpoints(catalogue, api);
        List<Router.Conflict> refused =
                Router.conflicts(endpoints, pair -> concerns(pair, api) && !mayShare(pair), MOST_REFUSED);
        if (!refused.isEmpty()) {
            throw conflict(refused);
        }
        Stream<Finding> unordered = Router.conflicts(endpoints, pair -> concerns(pair, api), MOST_SHOWN).stream()
                .map(Overlaps::warning);
        return Stream.concat(unordered, taken(endpoints, api)).toList();
    }

    private static boolean concerns(Router.Conflict pair, Api api) {
        return isOf(pair.one(), api) || isOf(pair.other(), api);
    }

    /** Requests that match a wider template of another API, and are none of its: also for tenants that do not enable this one. */
    private static Stream<Finding> taken(Collection<Endpoint> endpoints, Api api) {
        List<Endpoint> own = endpoints.stream().filter(e -> isOf(e, api)).toList();
        List<Endpoint> others = endpoints.stream().filter(e -> !isOf(e, api)).toList();
        return Router.overlaps(own, others, Overlaps::isTaken, MOST_SHOWN).stream()
                .map(pair -> new Finding(
                        "",
                        "`" + pair.one().action().key() + "` takes its requests from `"
                                + pair.other().action().key() + "` of api `"
                                + pair.other().api().id()
                                + "`: a tenant that has not enabled this api gets 404 for them; a base path of its own"
                                + " keeps the two apart"));
    }

    private static boolean isTaken(Router.Conflict pair) {
        return pair.one()
                        .action()
                        .key()
                        .method()
                        .equals(pair.other().action().key().method())
                && pair.one().moreSpecificThan(pair.other());
    }

    private static boolean isOf(Endpoint endpoint, Api api) {
        return endpoint.api().id().equals(api.id());
    }

    /** Those of all APIs, of which the one is as it is to be. */
    static Collection<Endpoint> endpoints(Catalogue catalogue, Api api) {
        return Stream.concat(
                        catalogue.apis().values().stream()
                                .filter(other -> !other.id().equals(api.id())),
                        Stream.of(api))
                .flatMap(a -> served(a).map(action -> Templates.endpoint(a, catalogue.ordered(action))))
                .sorted(Comparator.comparing(e -> e.action().key()))
                .toList();
    }

    private static boolean mayShare(Router.Conflict conflict) {
        return conflict.one().api().id().equals(conflict.other().api().id())
                && !conflict.one().sameShape(conflict.other());
    }

    private static Finding warning(Router.Conflict conflict) {
        Endpoint one = conflict.one();
        Endpoint other = conflict.other();
        return new Finding(
                "",
                "`" + one.action().key() + "` and `" + other.action().key() + "` both match `"
                        + one.template().example(other.template())
                        + "`: such a request needs the right on both; order them with `x-mandate.precedence`, or by"
                        + " `mandate precedence`");
    }

    /**
     * Another action of the same API that matches some of the same requests.
     *
     * @param example a path that both match
     * @param right whose right such a request needs: {@code own}, {@code other} or {@code both}
     */
    record Overlap(String action, String example, String right) {}

    /** The overlaps of an action with others of its API. */
    static List<Overlap> of(Catalogue catalogue, Api api, Action action) {
        return catalogue.router().overlaps(action.id()).stream()
                .filter(pair -> isOf(pair.other(), api))
                .map(pair -> overlap(pair.one(), pair.other()))
                .toList();
    }

    private static Overlap overlap(Endpoint own, Endpoint other) {
        int order = Integer.compare(own.action().precedence(), other.action().precedence());
        return new Overlap(
                other.action().key().toString(),
                own.template().example(other.template()),
                order == 0 ? "both" : order > 0 ? "own" : "other");
    }

    private static Stream<Action> served(Api api) {
        return api.actions().stream().filter(a -> a.status() != ActionStatus.RETIRED);
    }

    private static Refusal conflict(List<Router.Conflict> conflicts) {
        List<Map<String, String>> pairs = conflicts.stream()
                .map(c -> Map.of(
                        "one", named(c.one()),
                        "other", named(c.other()),
                        "example", c.one().template().example(c.other().template())))
                .toList();
        Router.Conflict first = conflicts.getFirst();
        return new Refusal(Problem.of(
                        409,
                        "ambiguous_paths",
                        "Conflict",
                        "`" + named(first.one()) + "` and `" + named(first.other()) + "` claim the same requests: "
                                + advice(first))
                .with("conflicts", pairs));
    }

    private static String advice(Router.Conflict conflict) {
        return conflict.one().sameShape(conflict.other())
                ? "no precedence orders two of one shape, so change or leave out one"
                : "order them with `x-mandate.precedence` or by `mandate precedence`, or change one";
    }

    private static String named(Endpoint endpoint) {
        return endpoint.action().key() + " of " + endpoint.api().id();
    }
}
