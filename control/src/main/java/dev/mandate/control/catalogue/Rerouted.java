package dev.mandate.control.catalogue;

import dev.mandate.control.openapi.Finding;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.route.Endpoint;
import dev.mandate.engine.route.Router;
import dev.mandate.engine.route.Template;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the requests that an import or a precedence gives to another action, of the same API or of another. */
final class Rerouted {
    private static final int MOST_WARNED = 100;

    private final ApiId api;
    private final Map<ActionId, Endpoint> before;
    private final Map<ActionId, Endpoint> after;

    private Rerouted(ApiId api, Collection<Endpoint> before, Collection<Endpoint> after) {
        this.api = api;
        this.before = byId(before);
        this.after = byId(after);
    }

    /**
     * Compares two catalogues that differ in one API.
     *
     * @param before all endpoints of all APIs, with the precedences in force
     * @param after the same, with those that will be
     */
    static List<Reroute> of(ApiId api, Collection<Endpoint> before, Collection<Endpoint> after) {
        Rerouted rerouted = new Rerouted(api, before, after);
        return Stream.concat(rerouted.left(), rerouted.ordered())
                .sorted(Comparator.comparing(Reroute::message))
                .toList();
    }

    /** A warning for each of the first hundred. */
    static List<Finding> warnings(List<Reroute> reroutes) {
        return reroutes.stream()
                .limit(MOST_WARNED)
                .map(r -> new Finding("", r.message()))
                .toList();
    }

    private static Map<ActionId, Endpoint> byId(Collection<Endpoint> endpoints) {
        return endpoints.stream().collect(Collectors.toMap(e -> e.action().id(), Function.identity()));
    }

    private Stream<Reroute> left() {
        List<Endpoint> lost = before.values().stream()
                .filter(endpoint -> !after.containsKey(endpoint.action().id()))
                .toList();
        Map<Endpoint, List<Endpoint>> takers = new HashMap<>();
        Router.overlaps(lost, after.values(), pair -> takes(pair.one(), pair.other()), Integer.MAX_VALUE)
                .forEach(pair -> takers.computeIfAbsent(pair.one(), e -> new ArrayList<>())
                        .add(pair.other()));
        return takers.entrySet().stream().flatMap(e -> left(e.getKey(), e.getValue()));
    }

    private static Stream<Reroute> left(Endpoint lost, List<Endpoint> takers) {
        return takers.stream()
                .filter(to -> takers.stream().noneMatch(nearer -> isNearer(nearer, to, lost)))
                .map(to -> new Reroute(lost, to, Reroute.Cause.LEFT));
    }

    /** Whether requests of the first come to be of the second. A more specific one had its requests before. */
    private boolean takes(Endpoint lost, Endpoint to) {
        Endpoint earlier = before.get(to.action().id());
        boolean contest = !to.template().covers(lost.template());
        boolean had = contest && earlier != null && precedence(earlier) > precedence(lost);
        return answers(to, lost) && !isMoreSpecific(to.template(), lost.template()) && !had;
    }

    /** HEAD goes to the action of GET where no action lists it. */
    private static boolean answers(Endpoint to, Endpoint lost) {
        String method = lost.action().key().method();
        String other = to.action().key().method();
        return other.equals(method) || (method.equals("HEAD") && other.equals("GET"));
    }

    /** Whether it leaves none of the requests to the wider one. */
    private static boolean isNearer(Endpoint nearer, Endpoint wider, Endpoint lost) {
        return nearer.template().covers(lost.template()) && isMoreSpecific(nearer.template(), wider.template());
    }

    private static boolean isMoreSpecific(Template one, Template other) {
        return other.covers(one) && !one.covers(other);
    }

    private Stream<Reroute> ordered() {
        boolean changed = after.values().stream().anyMatch(e -> {
            Endpoint earlier = before.get(e.action().id());
            return earlier != null && precedence(earlier) != precedence(e);
        });
        return changed ? contests().flatMap(this::ordered) : Stream.empty();
    }

    /** The overlapping pairs of the API, whatever orders them. */
    private Stream<Router.Conflict> contests() {
        List<Endpoint> level = after.values().stream()
                .map(e -> new Endpoint(e.api(), e.action().withPrecedence(0), e.template(), e.requirement()))
                .toList();
        return Router.conflicts(level, this::isKnown, Integer.MAX_VALUE).stream();
    }

    private boolean isKnown(Router.Conflict pair) {
        boolean concerned = isOf(pair.one()) || isOf(pair.other());
        return concerned
                && before.containsKey(pair.one().action().id())
                && before.containsKey(pair.other().action().id());
    }

    private boolean isOf(Endpoint endpoint) {
        return endpoint.api().id().equals(api);
    }

    private Stream<Reroute> ordered(Router.Conflict pair) {
        ActionId one = pair.one().action().id();
        ActionId other = pair.other().action().id();
        int then = order(after, one, other);
        if (then == 0 || then == order(before, one, other)) {
            return Stream.empty();
        }
        ActionId winner = then > 0 ? one : other;
        ActionId loser = then > 0 ? other : one;
        return Stream.of(new Reroute(at(before, loser), at(after, winner), Reroute.Cause.ORDERED));
    }

    private static int order(Map<ActionId, Endpoint> endpoints, ActionId one, ActionId other) {
        return Integer.compare(precedence(at(endpoints, one)), precedence(at(endpoints, other)));
    }

    private static Endpoint at(Map<ActionId, Endpoint> endpoints, ActionId id) {
        return Objects.requireNonNull(endpoints.get(id));
    }

    private static int precedence(Endpoint endpoint) {
        Action action = endpoint.action();
        return action.precedence();
    }
}
