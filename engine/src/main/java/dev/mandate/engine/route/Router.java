package dev.mandate.engine.route;

import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.overlap.EndpointTree;
import dev.mandate.engine.overlap.Shadows;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.template.ReservedPaths;
import dev.mandate.engine.template.SegmentPattern;
import dev.mandate.engine.uri.CanonicalPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the action of a method and path: segment by segment, literal before parameter before tail, with backtracking; where
 * two overlap with neither more specific everywhere, the one of higher precedence, or both if they have the same. Where an upstream that folds the spellings of segments may
 * serve another action, the request is of both. Immutable.
 */
public final class Router {
    /** Knows no action. */
    public static final Router EMPTY = new Router(List.of());

    /** Never an action, even if a document lists them (step 4 of the decision). */
    private static final Set<String> NEVER = Set.of("TRACE", "CONNECT");

    /** Whether the router can find the endpoint for some request. */
    public static boolean serves(Endpoint endpoint) {
        return !NEVER.contains(endpoint.action().key().method());
    }

    /** Two endpoints that claim some request. */
    public record Conflict(Endpoint one, Endpoint other) {}

    /** There can be as many pairs as the square of all actions. */
    private static final int MOST_REMEMBERED = 100;

    /**
     * Bounds the time that a catalogue of very many overlapping templates takes at each change of it, to less than a second. INVARIANT: beyond it every action counts as
     * contested and shadowed, which makes requests slower and decides them alike.
     */
    private static final long MOST_STEPS = 1_000_000;

    private final Methods methods;

    /** By the number of a method, what ends a walk at the first end that answers it: made once, so that a request makes none. */
    private final Ends[] answering;

    private final Node root = new Node("");
    private final Map<ActionId, List<Conflict>> contests = new HashMap<>();

    public Router(Collection<Endpoint> endpoints) {
        this(endpoints, MOST_STEPS);
    }

    /**
     * Compares the templates with each other up to a bound.
     *
     * @param steps that each of two comparisons takes
     */
    Router(Collection<Endpoint> endpoints, long steps) {
        List<Endpoint> served = endpoints.stream().filter(Router::serves).toList();
        Set<Endpoint> contested = Collections.newSetFromMap(new IdentityHashMap<>());
        boolean complete = new EndpointTree(served).contests(new StepBudget(steps), (one, other) -> {
            contested.add(one);
            contested.add(other);
            remember(one, other);
            remember(other, one);
            return true;
        });
        // what could match a path of the gateway's own is looked at twice as well
        served.stream()
                .filter(e -> !complete || ReservedPaths.mayContain(e.template()))
                .forEach(contested::add);
        methods = new Methods(served);
        Map<ApiId, ApiId> apis = new HashMap<>();
        answering = answering(methods.count());
        BitSet shadowed = Shadows.in(served, new StepBudget(steps));
        for (int i = 0; i < served.size(); i++) {
            Endpoint endpoint = served.get(i);
            ApiId api = apis.computeIfAbsent(endpoint.api().id(), id -> id);
            place(Served.of(api, endpoint, contested.contains(endpoint), shadowed.get(i)));
        }
    }

    private static Ends[] answering(int methods) {
        Ends[] answering = new Ends[methods];
        Arrays.setAll(answering, method -> end -> end.answering(method) != null);
        return answering;
    }

    private void remember(Endpoint one, Endpoint other) {
        List<Conflict> pairs = contests.computeIfAbsent(one.action().id(), id -> new ArrayList<>());
        if (pairs.size() < MOST_REMEMBERED) {
            pairs.add(new Conflict(one, other));
        }
    }

    private void place(Served served) {
        Node node = root;
        for (SegmentPattern pattern : served.endpoint().template().segments()) {
            node = node.descend(pattern);
        }
        node = served.endpoint().template().isOpen() ? node.descendTail() : node;
        node.put(methods.number(served.endpoint().action().key().method()), served);
    }

    /**
     * Routes a request. Which action has it follows from the catalogue alone; where that action's API is not enabled, the
     * path is unknown, and no other API's action has the request in its place.
     *
     * @param method case-sensitive (RFC 9110, section 9.1)
     * @param enabled the APIs that the tenant has enabled
     */
    public Route route(String method, CanonicalPath path, Set<ApiId> enabled) {
        int number = methods.number(method);
        Served first = root.first(path, 0, number);
        if (first == null || first.contested() || (first.shadowed() && isRespelled(path, number, first))) {
            return searched(method, path, enabled);
        }
        return enabled.contains(first.api()) ? first.found() : new Route.Unknown();
    }

    private boolean isRespelled(CanonicalPath path, int method, Served first) {
        CanonicalPath cut = path.withoutFormat();
        return root.respelled(path, 0, false, answering[method])
                || (cut != null && root.respelled(cut, 0, true, end -> isOther(end.answering(method), first)));
    }

    private static boolean isOther(@Nullable Served found, Served first) {
        return found != null
                && !found.endpoint()
                        .action()
                        .id()
                        .equals(first.endpoint().action().id());
    }

    /** Where the first one found does not end it: several contest the request, another may be served, or none answers it. */
    private Route searched(String method, CanonicalPath path, Set<ApiId> enabled) {
        RouteSearch search = new RouteSearch(method, ReservedPaths.contain(path));
        root.visit(path, 0, search);
        if (search.foundAny()) {
            root.respelled(path, 0, false, search::respelled);
            CanonicalPath cut = path.withoutFormat();
            if (cut != null) {
                root.respelled(cut, 0, true, search::withoutFormat);
            }
        }
        Route route = search.result(enabled);
        boolean never = NEVER.contains(method) && route instanceof Route.Unknown;
        return never ? new Route.OtherMethod(new TreeSet<>()) : route;
    }

    /**
     * The pairs of an action, it first, that overlap with neither more specific everywhere, ordered by precedence or not: at
     * most {@value #MOST_REMEMBERED}. Not all of them if the catalogue has more than are compared.
     */
    public List<Conflict> overlaps(ActionId action) {
        return Collections.unmodifiableList(contests.getOrDefault(action, List.of()));
    }
}
