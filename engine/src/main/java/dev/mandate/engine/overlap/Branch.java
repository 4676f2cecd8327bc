package dev.mandate.engine.overlap;

import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.template.SegmentPattern;
import dev.mandate.engine.template.Template;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints below one beginning of their templates: a node of the tree that {@link OverlapWalk} walks. Most have one branch below them, so
 * what is empty takes no memory. For one thread.
 */
final class Branch {
    private Map<String, Branch> literals = Map.of();

    /** By shape. Parameters are among them, as patterns without a literal. */
    private Map<String, Wide> wide = Map.of();

    /** Of the patterns, and of the literals: made when first looked into. */
    private @Nullable Affixes<Wide> patterns;

    private @Nullable Affixes<String> labels;

    private List<Endpoint> ends = List.of();
    private List<Endpoint> tails = List.of();

    /**
     * A segment with a parameter, and what follows it.
     *
     * @param number its place in the order in which the branch came to know its patterns
     */
    record Wide(int number, SegmentPattern pattern, Branch next) {}

    /** The root of a tree of these endpoints. */
    static Branch tree(Collection<Endpoint> endpoints) {
        return tree(endpoints, UnaryOperator.identity());
    }

    /** Inserts each endpoint under {@code reading(template)}; returns the root. */
    static Branch tree(Collection<Endpoint> endpoints, UnaryOperator<Template> reading) {
        Branch root = new Branch();
        for (Endpoint endpoint : endpoints) {
            Branch branch = root;
            for (SegmentPattern pattern : reading.apply(endpoint.template()).segments()) {
                branch = branch.next(pattern);
            }
            branch.add(endpoint);
        }
        return root;
    }

    private void add(Endpoint endpoint) {
        if (endpoint.template().isOpen()) {
            tails = tails.isEmpty() ? new ArrayList<>(1) : tails;
            tails.add(endpoint);
        } else {
            ends = ends.isEmpty() ? new ArrayList<>(1) : ends;
            ends.add(endpoint);
        }
    }

    private Branch next(SegmentPattern pattern) {
        return pattern.isLiteral() ? nextLiteral(pattern.literal()) : nextWide(pattern);
    }

    private Branch nextLiteral(String literal) {
        literals = literals.isEmpty() ? new HashMap<>(2) : literals;
        return literals.computeIfAbsent(literal, l -> new Branch());
    }

    private Branch nextWide(SegmentPattern pattern) {
        wide = wide.isEmpty() ? new TreeMap<>() : wide;
        return wide.computeIfAbsent(pattern.shape(), s -> new Wide(wide.size(), pattern, new Branch()))
                .next();
    }

    Map<String, Branch> literals() {
        return literals;
    }

    Map<String, Wide> wide() {
        return wide;
    }

    List<Endpoint> ends() {
        return ends;
    }

    List<Endpoint> tails() {
        return tails;
    }

    /** Visits the patterns that a pattern can overlap, and others. */
    void near(SegmentPattern pattern, Consumer<Wide> visitor) {
        Affixes<Wide> index = patterns;
        if (index == null) {
            index = new Affixes<>();
            for (Wide w : wide.values()) {
                index.add(w.pattern().literal(), w.pattern().lastLiteral(), w);
            }
            patterns = index;
        }
        index.near(pattern, visitor);
    }

    /** Visits the literals that a pattern matches, and others. */
    void nearLiterals(SegmentPattern pattern, Consumer<String> visitor) {
        if (pattern.isParameter()) {
            literals.keySet().forEach(visitor);
            return;
        }
        Affixes<String> index = labels;
        if (index == null) {
            index = new Affixes<>();
            for (String label : literals.keySet()) {
                index.add(label, label, label);
            }
            labels = index;
        }
        index.near(pattern, visitor);
    }
}
