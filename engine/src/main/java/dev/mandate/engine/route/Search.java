package dev.mandate.engine.route;

import dev.mandate.engine.id.ApiId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** One walk through the tree, with what it has found so far. */
final class Search {
    private final String method;
    private final Set<ApiId> enabled;
    private final boolean reserved;
    private final SortedSet<String> allow = new TreeSet<>();
    private final List<Endpoint> found = new ArrayList<>(1);
    private boolean done;

    /**
     * Begins a walk.
     *
     * @param reserved whether the path is one of the gateway's own
     */
    Search(String method, Set<ApiId> enabled, boolean reserved) {
        this.method = method;
        this.enabled = enabled;
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
        boolean free = !reserved || served.endpoint().api().upstream().isEmpty();
        return free && enabled.contains(served.api());
    }

    private boolean servesHead(Node end) {
        Served head = end.endpoint(Methods.HEAD);
        return head != null && serves(head);
    }

    private void consider(Served served, Node end) {
        String own = served.endpoint().action().key().method();
        allow.add(own);
        // HEAD counts as GET's action unless a document in force lists HEAD (step 4 of the decision)
        boolean answersHead = own.equals("GET") && !servesHead(end);
        if (answersHead) {
            allow.add("HEAD");
        }
        if (own.equals(method) || (answersHead && method.equals("HEAD"))) {
            take(served);
        }
    }

    /** The tree is walked the more specific first, so only a contested template can be overtaken by a later one. */
    private void take(Served served) {
        found.add(served.endpoint());
        done = found.size() == 1 && !served.contested();
    }

    Route result() {
        if (found.isEmpty()) {
            return allow.isEmpty() ? new Route.Unknown() : new Route.OtherMethod(allow);
        }
        return done ? new Route.Found(found.getFirst()) : first();
    }

    /** Of those that none is more specific than, those of the highest precedence. */
    private Route first() {
        List<Endpoint> specific = found.stream()
                .filter(e -> found.stream().noneMatch(other -> other.moreSpecificThan(e)))
                .toList();
        int highest =
                specific.stream().mapToInt(e -> e.action().precedence()).max().orElseThrow();
        List<Endpoint> all = specific.stream()
                .filter(e -> e.action().precedence() == highest)
                .sorted(Comparator.comparing(e -> e.action().key().toString()))
                .toList();
        if (all.size() == 1) {
            return new Route.Found(all.getFirst());
        }
        // an import refuses two APIs that nothing orders; if there are two, nothing says whose upstream has the request
        boolean one = all.stream().map(e -> e.api().id()).distinct().count() == 1;
        return one ? new Route.Shared(all) : new Route.Unknown();
    }
}
