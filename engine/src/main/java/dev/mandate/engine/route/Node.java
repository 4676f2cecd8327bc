package dev.mandate.engine.route;

import dev.mandate.engine.template.SegmentPattern;
import dev.mandate.engine.uri.CanonicalPath;
import dev.mandate.engine.uri.SegmentFold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A place in the tree of templates: what may follow, the more specific first. Small, so that a large catalogue's stay near. */
final class Node {
    private static final @Nullable Node[] NO_LITERALS = new Node[1];
    private static final @Nullable Served[] NO_ENDPOINTS = new Served[0];

    /** The segment that leads here; empty where a parameter does. */
    private final String label;

    private final int hash;

    /** What follows by its label: open addressing at half load or less; a slot past the end begins again. */
    private @Nullable Node[] literals = NO_LITERALS;

    private int literalCount;

    /** What follows by a label that is not its own fold; most have none. */
    private @Nullable Aliases aliases;

    private List<Mixed> mixed = List.of();
    private @Nullable Node parameter;

    /** What a tail that begins here leads to: an end. */
    private @Nullable Node tail;

    /** By the number of their method. */
    private @Nullable Served[] endpoints = NO_ENDPOINTS;

    Node(String label) {
        // templates of a catalogue end alike: what they have in common is near
        this.label = label.intern();
        this.hash = label.hashCode();
    }

    Node descend(SegmentPattern pattern) {
        if (pattern.isLiteral()) {
            return descendLiteral(pattern.literal());
        }
        return pattern.isParameter() ? descendParameter() : descendMixed(pattern);
    }

    private Node descendLiteral(String segment) {
        int slot = slot(segment.hashCode());
        Node known = literals[slot];
        while (known != null && !known.label.equals(segment)) {
            slot = after(slot);
            known = literals[slot];
        }
        return known == null ? added(new Node(segment)) : known;
    }

    private Node added(Node node) {
        literalCount++;
        if (2 * literalCount > literals.length) {
            @Nullable Node[] before = literals;
            literals = new Node[2 * before.length];
            Stream.of(before).filter(Objects::nonNull).forEach(this::place);
        }
        place(node);
        alias(node, SegmentFold.of(node.label));
        return node;
    }

    private void alias(Node node, String fold) {
        if (!fold.equals(node.label)) {
            Aliases known = aliases == null ? new Aliases() : aliases;
            known.add(fold, node);
            aliases = known;
        }
    }

    private void place(Node node) {
        int slot = slot(node.hash);
        while (literals[slot] != null) {
            slot = after(slot);
        }
        literals[slot] = node;
    }

    private int slot(int hash) {
        return (hash ^ (hash >>> 16)) & (literals.length - 1);
    }

    private int after(int slot) {
        return (slot + 1) & (literals.length - 1);
    }

    private @Nullable Node literal(CanonicalPath path, int depth) {
        int hash = path.hash(depth);
        int slot = slot(hash);
        Node node = literals[slot];
        while (node != null && !(node.hash == hash && path.is(depth, node.label))) {
            slot = after(slot);
            node = literals[slot];
        }
        return node;
    }

    private Node descendParameter() {
        Node next = parameter;
        if (next == null) {
            next = new Node("");
            parameter = next;
        }
        return next;
    }

    Node descendTail() {
        Node end = tail;
        if (end == null) {
            end = new Node("");
            tail = end;
        }
        return end;
    }

    private Node descendMixed(SegmentPattern pattern) {
        Mixed added = Mixed.of(pattern);
        int at = Collections.binarySearch(mixed, added, Mixed.SPECIFIC_FIRST);
        if (at >= 0) {
            return mixed.get(at).next();
        }
        mixed = mixed.isEmpty() ? new ArrayList<>(1) : mixed;
        mixed.add(-1 - at, added);
        return added.next();
    }

    void put(int method, Served served) {
        endpoints = Arrays.copyOf(endpoints, Math.max(endpoints.length, method + 1));
        endpoints[method] = served;
    }

    @Nullable
    Served endpoint(int method) {
        return method >= 0 && method < endpoints.length ? endpoints[method] : null;
    }

    @Nullable
    Served[] endpoints() {
        return endpoints;
    }

    /** The first that answers, the more specific first; null if none does. */
    @Nullable
    Served first(CanonicalPath path, int depth, int method) {
        if (depth == path.length()) {
            return answering(method);
        }
        Node literal = literal(path, depth);
        Served found = literal == null ? null : literal.first(path, depth + 1, method);
        if (found == null && !mixed.isEmpty()) {
            found = firstMixed(path, depth, method);
        }
        Node any = parameter;
        if (found == null && any != null && !path.isEmpty(depth)) {
            found = any.first(path, depth + 1, method);
        }
        Node rest = tail;
        return found == null && rest != null && path.hasRoutedTail(depth) ? rest.answering(method) : found;
    }

    private @Nullable Served firstMixed(CanonicalPath path, int depth, int method) {
        String segment = path.segment(depth);
        Served found = null;
        for (int i = 0; found == null && i < mixed.size(); i++) {
            Mixed candidate = mixed.get(i);
            found = candidate.pattern().matches(segment) ? candidate.next().first(path, depth + 1, method) : null;
        }
        return found;
    }

    /** HEAD counts as GET's action unless a document lists HEAD for the same template (step 4 of the decision). */
    @Nullable
    Served answering(int method) {
        Served own = endpoint(method);
        return own == null && method == Methods.HEAD ? endpoint(Methods.GET) : own;
    }

    /** Visits every end of the tree that the path reaches, until the search is satisfied. */
    void visit(CanonicalPath path, int depth, RouteSearch search) {
        if (depth == path.length()) {
            search.at(this);
            return;
        }
        Node literal = literal(path, depth);
        if (literal != null) {
            literal.visit(path, depth + 1, search);
        }
        for (Mixed candidate : mixed) {
            if (!search.done() && candidate.pattern().matches(path.segment(depth))) {
                candidate.next().visit(path, depth + 1, search);
            }
        }
        if (!search.done() && parameter != null && !path.isEmpty(depth)) {
            parameter.visit(path, depth + 1, search);
        }
        if (!search.done() && tail != null && path.hasRoutedTail(depth)) {
            search.at(tail);
        }
    }

    boolean isLabelled(CanonicalPath path, int depth) {
        return path.is(depth, label);
    }

    /**
     * Visits the ends whose templates do not match the path as it is written, but as a reader that folds spellings takes it.
     *
     * @param folds whether that is known from the segments before already
     * @return whether one of the ends ended the walk
     */
    boolean respelled(CanonicalPath path, int depth, boolean folds, Ends ends) {
        if (depth == path.length()) {
            return folds && ends.at(this);
        }
        Node exact = literal(path, depth);
        if ((exact != null && exact.respelled(path, depth + 1, folds, ends)) || respelledLiteral(path, depth, ends)) {
            return true;
        }
        for (Mixed candidate : mixed) {
            if (candidate.respelled(path, depth, folds, ends)) {
                return true;
            }
        }
        Node any = parameter;
        if (any != null && !path.isEmpty(depth) && any.respelled(path, depth + 1, folds, ends)) {
            return true;
        }
        Node rest = tail;
        return rest != null && folds && path.hasRoutedTail(depth) && ends.at(rest);
    }

    private boolean respelledLiteral(CanonicalPath path, int depth, Ends ends) {
        int hash = path.foldHash(depth);
        int slot = slot(hash);
        Node node = literals[slot];
        while (node != null && !(node.hash == hash && path.foldsTo(depth, node.label))) {
            slot = after(slot);
            node = literals[slot];
        }
        if (node != null && !node.isLabelled(path, depth) && node.respelled(path, depth + 1, true, ends)) {
            return true;
        }
        return aliases != null && aliases.respelled(path, depth, ends);
    }
}
