package dev.mandate.control.catalogue.compare;

import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.openapi.text.Finding;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.overlap.EndpointTree;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.route.Router;
import dev.mandate.engine.state.Catalogue;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Templates that claim the same requests with neither more specific everywhere. Within one API they are let in with a
 * warning, as a request that matches both needs both rights; of two APIs nothing says whose upstream has the request, so
 * precedence must order them.
 */
public final class Overlaps {
    private static final int MOST_SHOWN = 100;
    private static final int MOST_REFUSED = 20;

    private static final Comparator<Router.Conflict> BY_KEYS = Comparator.comparing(
                    (Router.Conflict pair) -> pair.one().action().key())
            .thenComparing(pair -> pair.other().action().key());

    private Overlaps() {}

    /**
     * Compares an API as it is to be with itself and with all others. Pairs of other APIs are none of its business.
     *
     * @param catalogue with the precedences as they are to be
     * @return a warning for each pair of the API that nothing orders, and for each action that takes requests from another
     *     API's; of each at most {@value #MOST_SHOWN}
     * @throws Refusal 409 if one of two APIs', or two of one shape, are not ordered, or if more overlap than are compared
     */
    public static List<Finding> check(Templates templates, Catalogue catalogue, Api api) {
        List<Endpoint> endpoints = templates.endpoints(catalogue, api);
        refuseAny(ofOneShape(templates, endpoints));
        StepBudget budget = new StepBudget(RerouteSearch.MOST_STEPS);
        EndpointTree own = new EndpointTree(endpoints);
        EndpointTree others = new EndpointTree(templates.others(catalogue, api));
        refuseAny(unordered(MOST_REFUSED, visitor -> own.contests(others, budget, visitor)));
        List<Router.Conflict> shared = unordered(MOST_SHOWN, visitor -> own.contests(budget, visitor));
        List<Router.Conflict> taken = taken(visitor -> own.overlaps(others, budget, visitor));
        if (budget.isUsedUp()) {
            throw tooMany(api);
        }
        return Stream.concat(
                        shared.stream().map(Overlaps::warning), taken.stream().map(Overlaps::takenWarning))
                .toList();
    }

    private static Refusal tooMany(Api api) {
        return Refusal.of(
                ProblemCode.TOO_MANY_OVERLAPS,
                "templates of `" + api.id()
                        + "` overlap in so many ways, with each other or with those of other apis, that"
                        + " they cannot be compared within " + RerouteSearch.MOST_STEPS
                        + " steps: give its paths literals before their parameters, or the api a base path of its own");
    }

    private static void refuseAny(List<Router.Conflict> conflicts) {
        if (!conflicts.isEmpty()) {
            throw conflict(conflicts);
        }
    }

    /** Two actions of one method and shape can never be ordered; refuse them first. */
    private static List<Router.Conflict> ofOneShape(Templates templates, List<Endpoint> endpoints) {
        Map<ActionShape, Endpoint> first = new HashMap<>();
        List<Router.Conflict> found = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            Endpoint same = first.putIfAbsent(
                    ActionShape.of(templates, endpoint.action().key()), endpoint);
            if (same != null && found.size() < MOST_REFUSED) {
                found.add(byKey(same, endpoint));
            }
        }
        return found;
    }

    /** Pairs that nothing orders, by their keys. */
    private static List<Router.Conflict> unordered(int most, Consumer<EndpointTree.Visitor> walk) {
        return pairs(most, walk, (one, other) -> one.conflictsWith(other) ? byKey(one, other) : null);
    }

    /** Finds actions that take requests from a wider template of another API. */
    private static List<Router.Conflict> taken(Consumer<EndpointTree.Visitor> walk) {
        return pairs(MOST_SHOWN, walk, (one, other) -> isTaken(one, other) ? new Router.Conflict(one, other) : null);
    }

    /** Walks to the end though enough pairs are kept, so that the budget bounds all that overlap. */
    private static List<Router.Conflict> pairs(
            int most,
            Consumer<EndpointTree.Visitor> walk,
            BiFunction<Endpoint, Endpoint, Router.@Nullable Conflict> read) {
        List<Router.Conflict> found = new ArrayList<>();
        walk.accept((one, other) -> {
            Router.Conflict pair = found.size() < most ? read.apply(one, other) : null;
            if (pair != null) {
                found.add(pair);
            }
            return true;
        });
        found.sort(BY_KEYS);
        return found;
    }

    private static Router.Conflict byKey(Endpoint one, Endpoint other) {
        boolean inOrder = one.action().key().compareTo(other.action().key()) < 0;
        return inOrder ? new Router.Conflict(one, other) : new Router.Conflict(other, one);
    }

    private static Finding takenWarning(Router.Conflict pair) {
        return new Finding(
                "",
                "`" + pair.one().action().key() + "` takes its requests from `"
                        + pair.other().action().key() + "` of api `"
                        + pair.other().api().id()
                        + "`: a tenant that has not enabled this api gets 404 for them; a base path of its own"
                        + " keeps the two apart");
    }

    private static boolean isTaken(Endpoint one, Endpoint other) {
        return one.action().key().method().equals(other.action().key().method()) && one.moreSpecificThan(other);
    }

    private static boolean isOf(Endpoint endpoint, Api api) {
        return endpoint.api().id().equals(api.id());
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
    public record Overlap(String action, String example, String right) {}

    /** The overlaps of an action with others of its API. */
    public static List<Overlap> of(Catalogue catalogue, Api api, Action action) {
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

    private static Refusal conflict(List<Router.Conflict> conflicts) {
        Router.Conflict first = conflicts.getFirst();
        return refused(
                "claim the same requests: " + advice(first),
                conflicts,
                pair -> pair.one().template().example(pair.other().template()));
    }

    /**
     * Returns the refusal of pairs of actions that cannot both be.
     *
     * @param why what the first pair does, and what to do; follows the names of its two actions
     * @param example a path of a pair
     */
    static Refusal refused(String why, List<Router.Conflict> conflicts, Function<Router.Conflict, String> example) {
        List<Map<String, String>> pairs = conflicts.stream()
                .map(c -> Map.of("one", named(c.one()), "other", named(c.other()), "example", example.apply(c)))
                .toList();
        Router.Conflict first = conflicts.getFirst();
        String detail = "`" + named(first.one()) + "` and `" + named(first.other()) + "` " + why;
        return new Refusal(Problem.of(ProblemCode.AMBIGUOUS_PATHS, detail).with("conflicts", pairs));
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
