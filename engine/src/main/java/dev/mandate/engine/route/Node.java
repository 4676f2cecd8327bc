package dev.mandate.engine.route;

import dev.mandate.engine.id.ApiId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A place in the tree of templates: what may follow, the more specific first. */
final class Node {
    private static final Comparator<Mixed> SPECIFIC_FIRST = Comparator.<Mixed>comparingInt(
                    m -> -m.pattern().literalLength())
            .thenComparingInt(m -> -m.pattern().names().size())
            .thenComparing(m -> m.pattern().shape());

    /** A segment with both literals and parameters, and what follows it. */
    record Mixed(SegmentPattern pattern, Node next) {}

    private final Map<String, Node> literals = new HashMap<>();
    private final List<Mixed> mixed = new ArrayList<>();
    private @Nullable Node parameter;
    private final Map<String, Served> endpoints = new HashMap<>();

    Node descend(SegmentPattern pattern) {
        if (pattern.isLiteral()) {
            return literals.computeIfAbsent(pattern.literal(), k -> new Node());
        }
        return pattern.isParameter() ? descendParameter() : descendMixed(pattern);
    }

    private Node descendParameter() {
        Node next = parameter;
        if (next == null) {
            next = new Node();
            parameter = next;
        }
        return next;
    }

    private Node descendMixed(SegmentPattern pattern) {
        for (Mixed known : mixed) {
            if (known.pattern().shape().equals(pattern.shape())) {
                return known.next();
            }
        }
        Mixed added = new Mixed(pattern, new Node());
        mixed.add(added);
        mixed.sort(SPECIFIC_FIRST);
        return added.next();
    }

    void put(Served served) {
        endpoints.put(served.endpoint().action().key().method(), served);
    }

    Map<String, Served> endpoints() {
        return endpoints;
    }

    /** The first that answers, the more specific first; null if none does. */
    @Nullable
    Served first(CanonicalPath path, int depth, String method, Set<ApiId> enabled) {
        if (depth == path.length()) {
            return answering(method, enabled);
        }
        String segment = path.segment(depth);
        Node literal = literals.get(segment);
        Served found = literal == null ? null : literal.first(path, depth + 1, method, enabled);
        for (int i = 0; found == null && i < mixed.size(); i++) {
            Mixed candidate = mixed.get(i);
            found = candidate.pattern().matches(segment)
                    ? candidate.next().first(path, depth + 1, method, enabled)
                    : null;
        }
        Node any = parameter;
        return found == null && any != null && !segment.isEmpty() ? any.first(path, depth + 1, method, enabled) : found;
    }

    /** HEAD counts as GET's action unless a document in force lists HEAD (product.md, step 4). */
    private @Nullable Served answering(String method, Set<ApiId> enabled) {
        Served own = serving(method, enabled);
        return own == null && method.equals("HEAD") ? serving("GET", enabled) : own;
    }

    private @Nullable Served serving(String method, Set<ApiId> enabled) {
        Served served = endpoints.get(method);
        return served != null && enabled.contains(served.endpoint().api().id()) ? served : null;
    }

    /** Visits every end of the tree that the path reaches, until the search is satisfied. */
    void visit(CanonicalPath path, int depth, Search search) {
        if (depth == path.length()) {
            search.at(this);
            return;
        }
        String segment = path.segment(depth);
        Node literal = literals.get(segment);
        if (literal != null) {
            literal.visit(path, depth + 1, search);
        }
        for (Mixed candidate : mixed) {
            if (!search.done() && candidate.pattern().matches(segment)) {
                candidate.next().visit(path, depth + 1, search);
            }
        }
        if (!search.done() && parameter != null && !segment.isEmpty()) {
            parameter.visit(path, depth + 1, search);
        }
    }
}
