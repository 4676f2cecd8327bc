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
    private final SortedSet<String> allow = new TreeSet<>();
    private final List<Endpoint> found = new ArrayList<>(1);
    private boolean done;

    Search(String method, Set<ApiId> enabled) {
        this.method = method;
        this.enabled = enabled;
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
        return enabled.contains(served.api());
    }

    private boolean servesHead(Node end) {
        Served head = end.endpoint(Methods.HEAD);
        return head != null && serves(head);
    }

    private void consider(Served served, Node end) {
        String own = served.endpoint().action().key().method();
        allow.add(own);
        // HEAD counts as GET's action unless a document in force lists HEAD (product.md, step 4)
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
        return new Route.Found(done ? found.getFirst() : first());
    }

    /** Of those that none is more specific than, the one of highest precedence. */
    private Endpoint first() {
        return found.stream()
                .filter(e -> found.stream().noneMatch(other -> other.moreSpecificThan(e)))
                .max(Comparator.comparingInt(e -> e.action().precedence()))
                .orElseThrow();
    }
}
