package dev.mandate.engine.route;

import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.template.Endpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One walk through the tree, with what it has found so far. */
final class RouteSearch {
    private static final Comparator<Endpoint> BY_KEY =
            Comparator.comparing(e -> e.action().key().toString());

    private final String method;
    private final boolean reserved;
    private final SortedMap<String, List<Endpoint>> found = new TreeMap<>();
    /** What the path reaches in another spelling alone. */
    private final SortedMap<String, List<Endpoint>> respelled = new TreeMap<>();

    /** What the path reaches without a format at its end, in whatever spelling. */
    private final SortedMap<String, List<Endpoint>> cut = new TreeMap<>();

    private boolean done;

    /**
     * Begins a walk.
     *
     * @param reserved whether the path is one of the gateway's own
     */
    RouteSearch(String method, boolean reserved) {
        this.method = method;
        this.reserved = reserved;
    }

    /** Whether the path is an action's as it is written. */
    boolean foundAny() {
        return !found.isEmpty();
    }

    boolean done() {
        return done;
    }

    void at(Node end) {
        for (Served served : end.endpoints()) {
            if (served != null && serves(served)) {
                answered(served, end).forEach(answered -> take(answered, served));
            }
        }
    }

    /** Takes an end that the path reaches in another spelling alone; never ends the walk. */
    boolean respelled(Node end) {
        return collect(end, respelled);
    }

    /** Takes an end that the path reaches without a format at its end; never ends the walk. */
    boolean withoutFormat(Node end) {
        return collect(end, cut);
    }

    private boolean collect(Node end, SortedMap<String, List<Endpoint>> all) {
        for (Served served : end.endpoints()) {
            if (served != null && serves(served)) {
                answered(served, end).forEach(answered -> add(all, answered, served));
            }
        }
        return false;
    }

    private boolean serves(Served served) {
        // INVARIANT: a path of the gateway's own is never forwarded, so only what has no upstream is found there
        return !reserved || served.endpoint().api().upstream().isEmpty();
    }

    private boolean servesHead(Node end) {
        Served head = end.endpoint(Methods.HEAD);
        return head != null && serves(head);
    }

    /** HEAD counts as GET's action unless a document lists HEAD for the same template (step 4 of the decision). */
    private List<String> answered(Served served, Node end) {
        String own = served.endpoint().action().key().method();
        return own.equals("GET") && !servesHead(end) ? List.of(own, "HEAD") : List.of(own);
    }

    /** The tree is walked the more specific first, so only a contested template can be overtaken by a later one. */
    private void take(String answered, Served served) {
        List<Endpoint> all = add(found, answered, served);
        done |= answered.equals(method) && all.size() == 1 && !served.contested();
    }

    private static List<Endpoint> add(SortedMap<String, List<Endpoint>> all, String answered, Served served) {
        List<Endpoint> same = all.computeIfAbsent(answered, m -> new ArrayList<>(1));
        same.add(served.endpoint());
        return same;
    }

    /** Which action has the request follows from the catalogue alone; whether the tenant may know of it, from what is enabled. */
    Route result(Set<ApiId> enabled) {
        if (!found.containsKey(method)) {
            SortedSet<String> allow = allowed(enabled);
            return allow.isEmpty() ? new Route.Unknown() : new Route.OtherMethod(allow);
        }
        List<Endpoint> all = claiming(method);
        if (!enabled(all, enabled)) {
            return new Route.Unknown();
        }
        return all.size() == 1 ? new Route.Found(all.getFirst()) : new Route.Shared(all);
    }

    private SortedSet<String> allowed(Set<ApiId> enabled) {
        return found.keySet().stream()
                .filter(answered -> enabled(claiming(answered), enabled))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that have the request as it is written, and those that an upstream may serve in its place, by key. */
    private List<Endpoint> claiming(String answered) {
        List<Endpoint> first = first(found.getOrDefault(answered, List.of()));
        List<Endpoint> shorter = cut.getOrDefault(answered, List.of());
        // If an action's template does not match the shortened path, the template contains the format,
        // so the shorter action cannot take its request.
        List<Endpoint> open = first.stream().filter(shorter::contains).toList();
        return Stream.of(first, shadowing(respelled.getOrDefault(answered, List.of()), first), shadowing(shorter, open))
                .flatMap(List::stream)
                .distinct()
                .sorted(BY_KEY)
                .toList();
    }

    private static List<Endpoint> shadowing(List<Endpoint> others, List<Endpoint> first) {
        List<Endpoint> folded =
                first.stream().map(e -> e.with(e.template().folded())).toList();
        return others.stream()
                .filter(e -> folded.stream().anyMatch(e.with(e.template().folded())::shadows))
                .toList();
    }

    /** An import refuses two APIs that nothing orders; if there are two, nothing says whose upstream has the request. */
    private static boolean enabled(List<Endpoint> first, Set<ApiId> enabled) {
        ApiId api = first.getFirst().api().id();
        return enabled.contains(api)
                && first.stream().allMatch(e -> e.api().id().equals(api));
    }

    /** Of those that none is more specific than, those of the highest precedence. */
    private static List<Endpoint> first(List<Endpoint> all) {
        List<Endpoint> specific = all.stream()
                .filter(e -> all.stream().noneMatch(other -> other.moreSpecificThan(e)))
                .toList();
        int highest =
                specific.stream().mapToInt(e -> e.action().precedence()).max().orElseThrow();
        return specific.stream().filter(e -> e.action().precedence() == highest).toList();
    }
}
