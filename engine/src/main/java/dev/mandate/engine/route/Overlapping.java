package dev.mandate.engine.route;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pairs of endpoints whose templates overlap, by walking two trees of templates together: literals meet by their text,
 * so the walk's cost follows the pairs that overlap in what they have in common from the start, not all pairs there are.
 */
final class Overlapping {
    private final EndpointTree.Visitor visitor;
    private final boolean contestsOnly;
    private boolean done;

    /** Nodes and pairs that may yet be looked at. */
    private long steps;

    private Overlapping(EndpointTree.Visitor visitor, boolean contestsOnly, long steps) {
        this.visitor = visitor;
        this.contestsOnly = contestsOnly;
        this.steps = steps;
    }

    /**
     * Visits every pair with one endpoint of each tree, whatever their methods.
     *
     * @param steps the walk breaks off after so many nodes and pairs
     * @return whether the walk did not break off for that
     */
    static boolean between(Branch one, Branch other, long steps, EndpointTree.Visitor visitor) {
        Overlapping overlapping = new Overlapping(visitor, false, steps);
        overlapping.walk(one, other, true, true);
        return overlapping.steps > 0;
    }

    /** As {@link #between}, for the pairs that {@linkplain Endpoint#contests contest} a request. */
    static boolean contestsBetween(Branch one, Branch other, long steps, EndpointTree.Visitor visitor) {
        Overlapping overlapping = new Overlapping(visitor, true, steps);
        overlapping.walk(one, other, true, true);
        return overlapping.steps > 0;
    }

    /** Visits every pair of the tree that {@linkplain Endpoint#contests contests} a request, once. */
    static void contests(Branch root, EndpointTree.Visitor visitor) {
        new Overlapping(visitor, true, Long.MAX_VALUE).walk(root, root, true, true);
    }

    /** Visits every pair whose templates overlap, whatever their methods, once. */
    static void all(Branch root, EndpointTree.Visitor visitor) {
        new Overlapping(visitor, false, Long.MAX_VALUE).walk(root, root, true, true);
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
        pairs(one.ends(), other.ends());
        pairs(one.tails(), other.tails());
        tail(one.tails(), other, covers, false);
        tail(other.tails(), one, covered, true);
        literals(one, other, covers, covered);
        one.wide().values().forEach(w -> literals(w, other, covers, covered, false));
        other.wide().values().forEach(w -> literals(w, one, covers, covered, true));
        one.wide().values().forEach(w -> other.near(w.pattern(), v -> wide(w, v, covers, covered)));
    }

    /** Each pair once. */
    private void itself(Branch branch, boolean covers, boolean covered) {
        pairs(branch.ends());
        pairs(branch.tails());
        tail(branch.tails(), branch, covers, false);
        branch.literals().values().forEach(next -> step(next, next, covers, covered));
        for (Branch.Wide w : branch.wide().values()) {
            literals(w, branch, covers, covered, false);
            branch.near(w.pattern(), v -> {
                if (w.number() <= v.number()) {
                    wide(w, v, covers, covered);
                }
            });
        }
    }

    private void literals(Branch one, Branch other, boolean covers, boolean covered) {
        boolean fewer = one.literals().size() <= other.literals().size();
        for (String label : (fewer ? one : other).literals().keySet()) {
            Branch next = one.literals().get(label);
            Branch met = other.literals().get(label);
            if (next != null && met != null) {
                step(next, met, covers, covered);
            }
        }
    }

    /** A pattern covers the literals that it matches, and no literal covers a pattern. */
    private void literals(Branch.Wide wide, Branch other, boolean covers, boolean covered, boolean turned) {
        other.nearLiterals(wide.pattern(), label -> {
            Branch next = other.literals().get(label);
            if (next != null && wide.pattern().matches(label)) {
                step(turned ? next : wide.next(), turned ? wide.next() : next, covers && !turned, covered && turned);
            }
        });
    }

    private void wide(Branch.Wide one, Branch.Wide other, boolean covers, boolean covered) {
        SegmentPattern p = one.pattern();
        SegmentPattern q = other.pattern();
        if (goesOn() && p.overlaps(q)) {
            step(one.next(), other.next(), covers && p.covers(q), covered && q.covers(p));
        }
    }

    private void step(Branch one, Branch other, boolean covers, boolean covered) {
        if (goesOn()) {
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
            other.literals().forEach((label, next) -> below(tails, label.isEmpty() ? null : next, turned));
            other.wide().values().forEach(w -> below(tails, w.next(), turned));
        }
    }

    private void below(List<Endpoint> tails, @Nullable Branch branch, boolean turned) {
        if (branch != null && goesOn()) {
            Stream.of(branch.ends(), branch.tails())
                    .forEach(ends -> pairs(turned ? ends : tails, turned ? tails : ends));
            branch.literals().values().forEach(next -> below(tails, next, turned));
            branch.wide().values().forEach(w -> below(tails, w.next(), turned));
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
        if (goesOn() && (!contestsOnly || one.contests(other))) {
            done = !visitor.take(one, other);
        }
    }

    private boolean goesOn() {
        if (!done) {
            done = --steps <= 0;
        }
        return !done;
    }
}
