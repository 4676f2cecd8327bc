package dev.mandate.engine.route;

import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the action of a method and path: segment by segment, literal before parameter before tail, with backtracking; where
 * two overlap with neither more specific everywhere, the one of higher precedence, or both if they have the same. Immutable.
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

    /** Two endpoints that claim some request with neither more specific everywhere. */
    public record Conflict(Endpoint one, Endpoint other) {}

    /** There can be as many pairs as the square of all actions. */
    private static final int MOST_REMEMBERED = 100;

    private final Methods methods;
    private final Node root = new Node("");
    private final Map<ActionId, List<Conflict>> contests = new HashMap<>();

    public Router(Collection<Endpoint> endpoints) {
        List<Endpoint> served = endpoints.stream().filter(Router::serves).toList();
        Set<Endpoint> contested = Collections.newSetFromMap(new IdentityHashMap<>());
        forEachContest(served, (one, other) -> {
            contested.add(one);
            contested.add(other);
            remember(one, other);
            remember(other, one);
        });
        // what could match a path of the gateway's own is looked at twice as well
        served.stream().filter(e -> ReservedPaths.overlap(e.template())).forEach(contested::add);
        methods = new Methods(served);
        Map<ApiId, ApiId> apis = new HashMap<>();
        for (Endpoint endpoint : served) {
            ApiId api = apis.computeIfAbsent(endpoint.api().id(), id -> id);
            place(Served.of(api, endpoint, contested.contains(endpoint)));
        }
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
        Served first = root.first(path, 0, methods.number(method));
        if (first == null || first.contested()) {
            return searched(method, path, enabled);
        }
        return enabled.contains(first.api()) ? first.found() : new Route.Unknown();
    }

    /** Where the first one found does not end it: several contest the request, or none answers it. */
    private Route searched(String method, CanonicalPath path, Set<ApiId> enabled) {
        Search search = new Search(method, ReservedPaths.contain(path));
        root.visit(path, 0, search);
        Route route = search.result(enabled);
        boolean never = NEVER.contains(method) && route instanceof Route.Unknown;
        return never ? new Route.OtherMethod(new TreeSet<>()) : route;
    }

    /** The pairs that nothing orders. */
    public static List<Conflict> conflicts(Collection<Endpoint> endpoints) {
        List<Conflict> found = new ArrayList<>();
        forEachContest(endpoints, (one, other) -> {
            if (one.conflictsWith(other)) {
                found.add(new Conflict(one, other));
            }
        });
        return found;
    }

    /**
     * The pairs of an action, it first, that overlap with neither more specific everywhere, ordered by precedence or not: at
     * most {@value #MOST_REMEMBERED}.
     */
    public List<Conflict> overlaps(ActionId action) {
        return Collections.unmodifiableList(contests.getOrDefault(action, List.of()));
    }

    private interface Contest {
        void between(Endpoint one, Endpoint other);
    }

    private static void forEachContest(Collection<Endpoint> endpoints, Contest contest) {
        for (List<Endpoint> group : comparable(endpoints)) {
            for (int i = 0; i < group.size(); i++) {
                for (int j = i + 1; j < group.size(); j++) {
                    between(group.get(i), group.get(j), contest);
                }
            }
        }
        List<Endpoint> open =
                endpoints.stream().filter(e -> e.template().isOpen()).toList();
        open.forEach(one -> endpoints.stream()
                .filter(other -> !other.template().isOpen())
                .forEach(other -> between(one, other, contest)));
    }

    private static void between(Endpoint one, Endpoint other, Contest contest) {
        if (one.contests(other)) {
            contest.between(one, other);
        }
    }

    /** Only templates of one method can meet, and without a tail those of one length. */
    private static Collection<List<Endpoint>> comparable(Collection<Endpoint> endpoints) {
        Map<String, List<Endpoint>> groups = new HashMap<>();
        for (Endpoint e : endpoints) {
            String length = e.template().isOpen()
                    ? "..."
                    : Integer.toString(e.template().segments().size());
            groups.computeIfAbsent(e.method() + length, k -> new ArrayList<>()).add(e);
        }
        return groups.values();
    }
}
