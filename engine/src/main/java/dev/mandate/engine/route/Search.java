package dev.mandate.engine.route;

import dev.mandate.engine.id.ApiId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One walk through the tree, with what it has found so far. */
final class Search {
    private final String method;
    private final Predicate<ApiId> enabled;
    private final Set<Endpoint> contested;
    private final SortedSet<String> allow = new TreeSet<>();
    private final List<Endpoint> found = new ArrayList<>(1);
    private boolean done;

    Search(String method, Predicate<ApiId> enabled, Set<Endpoint> contested) {
        this.method = method;
        this.enabled = enabled;
        this.contested = contested;
    }

    boolean done() {
        return done;
    }

    void at(Node end) {
        for (Endpoint endpoint : end.endpoints().values()) {
            if (serves(endpoint)) {
                consider(endpoint, end);
            }
        }
    }

    private boolean serves(@Nullable Endpoint endpoint) {
        return endpoint != null && enabled.test(endpoint.api().id());
    }

    private void consider(Endpoint endpoint, Node end) {
        String own = endpoint.action().key().method();
        allow.add(own);
        // HEAD counts as GET's action unless a document in force lists HEAD (product.md, step 4)
        boolean answersHead = own.equals("GET") && !serves(end.endpoints().get("HEAD"));
        if (answersHead) {
            allow.add("HEAD");
        }
        if (own.equals(method) || (answersHead && method.equals("HEAD"))) {
            take(endpoint);
        }
    }

    /** The tree is walked the more specific first, so only a contested template can be overtaken by a later one. */
    private void take(Endpoint endpoint) {
        found.add(endpoint);
        done = found.size() == 1 && !contested.contains(endpoint);
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
