package dev.mandate.engine.route;

import dev.mandate.engine.id.ApiId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** One walk through the tree, with what it has found so far. */
final class Search {
    private final String method;
    private final boolean reserved;
    private final SortedMap<String, List<Endpoint>> found = new TreeMap<>();
    private boolean done;

    /**
     * Begins a walk.
     *
     * @param reserved whether the path is one of the gateway's own
     */
    Search(String method, boolean reserved) {
        this.method = method;
        this.reserved = reserved;
    }

    boolean done() {
        return done;
    }

    void at(Node end) {
        for (Served served : end.endpoints()) {
            if (served != null && serves(served)) {
                consider(served, end);
            }
        }
    }

    private boolean serves(Served served) {
        // INVARIANT: a path of the gateway's own is never forwarded, so only what has no upstream is found there
        return !reserved || served.endpoint().api().upstream().isEmpty();
    }

    private boolean servesHead(Node end) {
        Served head = end.endpoint(Methods.HEAD);
        return head != null && serves(head);
    }

    private void consider(Served served, Node end) {
        String own = served.endpoint().action().key().method();
        take(own, served);
        // HEAD counts as GET's action unless a document lists HEAD for the same template (step 4 of the decision)
        if (own.equals("GET") && !servesHead(end)) {
            take("HEAD", served);
        }
    }

    /** The tree is walked the more specific first, so only a contested template can be overtaken by a later one. */
    private void take(String answered, Served served) {
        List<Endpoint> all = found.computeIfAbsent(answered, m -> new ArrayList<>(1));
        all.add(served.endpoint());
        done |= answered.equals(method) && all.size() == 1 && !served.contested();
    }

    /** Which action has the request follows from the catalogue alone; whether the tenant may know of it, from what is enabled. */
    Route result(Set<ApiId> enabled) {
        List<Endpoint> own = found.get(method);
        if (own == null) {
            SortedSet<String> allow = allowed(enabled);
            return allow.isEmpty() ? new Route.Unknown() : new Route.OtherMethod(allow);
        }
        List<Endpoint> first = first(own);
        if (!enabled(first, enabled)) {
            return new Route.Unknown();
        }
        return first.size() == 1 ? new Route.Found(first.getFirst()) : new Route.Shared(first);
    }

    private SortedSet<String> allowed(Set<ApiId> enabled) {
        SortedSet<String> allow = new TreeSet<>();
        found.forEach((answered, all) -> {
            if (enabled(first(all), enabled)) {
                allow.add(answered);
            }
        });
        return allow;
    }

    /** An import refuses two APIs that nothing orders; if there are two, nothing says whose upstream has the request. */
    private static boolean enabled(List<Endpoint> first, Set<ApiId> enabled) {
        ApiId api = first.getFirst().api().id();
        return enabled.contains(api)
                && first.stream().allMatch(e -> e.api().id().equals(api));
    }

    /** Of those that none is more specific than, those of the highest precedence, by key. */
    private static List<Endpoint> first(List<Endpoint> all) {
        List<Endpoint> specific = all.stream()
                .filter(e -> all.stream().noneMatch(other -> other.moreSpecificThan(e)))
                .toList();
        int highest =
                specific.stream().mapToInt(e -> e.action().precedence()).max().orElseThrow();
        return specific.stream()
                .filter(e -> e.action().precedence() == highest)
                .sorted(Comparator.comparing(e -> e.action().key().toString()))
                .toList();
    }
}
