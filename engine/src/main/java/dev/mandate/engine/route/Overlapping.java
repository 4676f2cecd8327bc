package dev.mandate.engine.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pairs of endpoints whose templates overlap, by walking two trees of templates together: literals meet by their text,
 * so the walk's cost follows the pairs that overlap in what they have in common from the start, not all pairs there are.
 */
final class Overlapping {
    /** Takes a pair; returns whether to go on. */
    interface Visitor {
        boolean take(Endpoint one, Endpoint other);
    }

    /** Endpoints below one beginning of their templates. */
    private static final class Branch {
        private final Map<String, Branch> literals = new HashMap<>();
        /** By shape. Parameters are among them, as patterns without a literal. */
        private final Map<String, Wide> wide = new TreeMap<>();

        /** Of the patterns, and of the literals: made when first looked into. */
        private @Nullable Affixes<Wide> patterns;

        private @Nullable Affixes<String> labels;

        private final List<Endpoint> ends = new ArrayList<>();
        private final List<Endpoint> tails = new ArrayList<>();

        private Branch next(SegmentPattern pattern) {
            return pattern.isLiteral()
                    ? literals.computeIfAbsent(pattern.literal(), l -> new Branch())
                    : wide.computeIfAbsent(pattern.shape(), s -> new Wide(wide.size(), pattern, new Branch()))
                            .next();
        }

        /** Visits the patterns that a pattern can overlap, and others. */
        private void near(SegmentPattern pattern, Consumer<Wide> visitor) {
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
        private void nearLiterals(SegmentPattern pattern, Consumer<String> visitor) {
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

    private record Wide(int number, SegmentPattern pattern, Branch next) {}

    private final Visitor visitor;
    private final boolean contestsOnly;
    private boolean done;

    private Overlapping(Visitor visitor, boolean contestsOnly) {
        this.visitor = visitor;
        this.contestsOnly = contestsOnly;
    }

    /** Visits every pair with one endpoint of each, whatever their methods. */
    static void between(Collection<Endpoint> some, Collection<Endpoint> others, Visitor visitor) {
        new Overlapping(visitor, false).walk(tree(some), tree(others), true, true);
    }

    /** Visits every pair that {@linkplain Endpoint#contests contests} a request, once. */
    static void contests(Collection<Endpoint> endpoints, Visitor visitor) {
        Branch root = tree(endpoints);
        new Overlapping(visitor, true).walk(root, root, true, true);
    }

    /** Visits every pair whose templates overlap, whatever their methods, once. */
    static void all(Collection<Endpoint> endpoints, Visitor visitor) {
        Branch root = tree(endpoints);
        new Overlapping(visitor, false).walk(root, root, true, true);
    }

    private static Branch tree(Collection<Endpoint> endpoints) {
        Branch root = new Branch();
        for (Endpoint endpoint : endpoints) {
            Branch branch = root;
            for (SegmentPattern pattern : endpoint.template().segments()) {
                branch = branch.next(pattern);
            }
            (endpoint.template().isOpen() ? branch.tails : branch.ends).add(endpoint);
        }
        return root;
    }

    /**
     * Walks what is below two beginnings that overlap.
     *
     * @param covers whether all that the other's beginning matches is matched by the first one's
     * @param covered whether all that the first one's matches is matched by the other's
     */
    @SuppressWarnings("ReferenceEquality") // one tree is walked with itself
    private void walk(Branch one, Branch other, boolean covers, boolean covered) {
        if (one == other) {
            itself(one, covers, covered);
            return;
        }
        pairs(one.ends, other.ends);
        pairs(one.tails, other.tails);
        tail(one.tails, other, covers, false);
        tail(other.tails, one, covered, true);
        literals(one, other, covers, covered);
        one.wide.values().forEach(w -> literals(w, other, covers, covered, false));
        other.wide.values().forEach(w -> literals(w, one, covers, covered, true));
        one.wide.values().forEach(w -> other.near(w.pattern(), v -> wide(w, v, covers, covered)));
    }

    /** Each pair once. */
    private void itself(Branch branch, boolean covers, boolean covered) {
        pairs(branch.ends);
        pairs(branch.tails);
        tail(branch.tails, branch, covers, false);
        branch.literals.values().forEach(next -> step(next, next, covers, covered));
        for (Wide w : branch.wide.values()) {
            literals(w, branch, covers, covered, false);
            branch.near(w.pattern(), v -> {
                if (w.number() <= v.number()) {
                    wide(w, v, covers, covered);
                }
            });
        }
    }

    private void literals(Branch one, Branch other, boolean covers, boolean covered) {
        boolean fewer = one.literals.size() <= other.literals.size();
        for (String label : (fewer ? one : other).literals.keySet()) {
            Branch next = one.literals.get(label);
            Branch met = other.literals.get(label);
            if (next != null && met != null) {
                step(next, met, covers, covered);
            }
        }
    }

    /** A pattern covers the literals that it matches, and no literal covers a pattern. */
    private void literals(Wide wide, Branch other, boolean covers, boolean covered, boolean turned) {
        other.nearLiterals(wide.pattern(), label -> {
            Branch next = other.literals.get(label);
            if (next != null && wide.pattern().matches(label)) {
                step(turned ? next : wide.next(), turned ? wide.next() : next, covers && !turned, covered && turned);
            }
        });
    }

    private void wide(Wide one, Wide other, boolean covers, boolean covered) {
        SegmentPattern p = one.pattern();
        SegmentPattern q = other.pattern();
        if (p.overlaps(q)) {
            step(one.next(), other.next(), covers && p.covers(q), covered && q.covers(p));
        }
    }

    private void step(Branch one, Branch other, boolean covers, boolean covered) {
        if (!done) {
            walk(one, other, covers, covered);
        }
    }

    /**
     * Visits a tail with all that is longer. What it covers from the start on is inside it, and contests nothing.
     *
     * @param turned whether the tail is of the other tree
     */
    private void tail(List<Endpoint> tails, Branch other, boolean covers, boolean turned) {
        if (!tails.isEmpty() && !(contestsOnly && covers)) {
            // a tail takes no single empty segment
            other.literals.forEach((label, next) -> below(tails, label.isEmpty() ? null : next, turned));
            other.wide.values().forEach(w -> below(tails, w.next(), turned));
        }
    }

    private void below(List<Endpoint> tails, @Nullable Branch branch, boolean turned) {
        if (branch != null && !done) {
            Stream.of(branch.ends, branch.tails).forEach(ends -> pairs(turned ? ends : tails, turned ? tails : ends));
            branch.literals.values().forEach(next -> below(tails, next, turned));
            branch.wide.values().forEach(w -> below(tails, w.next(), turned));
        }
    }

    private void pairs(List<Endpoint> some, List<Endpoint> others) {
        some.forEach(one -> others.forEach(other -> pair(one, other)));
    }

    private void pairs(List<Endpoint> all) {
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                pair(all.get(i), all.get(j));
            }
        }
    }

    private void pair(Endpoint one, Endpoint other) {
        if (!done && (!contestsOnly || one.contests(other))) {
            done = !visitor.take(one, other);
        }
    }
}
