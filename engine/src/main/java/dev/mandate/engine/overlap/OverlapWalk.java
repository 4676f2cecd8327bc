package dev.mandate.engine.overlap;

import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.template.SegmentPattern;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pairs of endpoints whose templates overlap, by walking two trees of templates together: literals meet by their text,
 * so the walk's cost follows the pairs that overlap in what they have in common from the start, not all pairs there are.
 */
final class OverlapWalk {
    /** Segments of ordinary length, of both templates of a pair. */
    private static final int WEIGHT_OF_STEP = 32;

    /** Beyond the step of the pair, as every request of both compares the two again. */
    private static final int STEPS_OF_CONTEST = 7;

    private final EndpointTree.Visitor visitor;
    private final boolean contestsOnly;
    private final StepBudget budget;
    private boolean done;

    /**
     * How the beginnings of two templates compare.
     *
     * @param covers whether all that the other's beginning matches is matched by the first one's
     * @param covered whether all that the first one's matches is matched by the other's
     */
    private record Order(boolean covers, boolean covered) {
        static final Order SAME = new Order(true, true);

        Order then(boolean nextCovers, boolean nextCovered) {
            return new Order(covers && nextCovers, covered && nextCovered);
        }
    }

    private OverlapWalk(EndpointTree.Visitor visitor, boolean contestsOnly, StepBudget budget) {
        this.visitor = visitor;
        this.contestsOnly = contestsOnly;
        this.budget = budget;
    }

    /**
     * Visits every pair with one endpoint of each tree, whatever their methods; of one tree with itself each pair once.
     *
     * @return true if the step budget was not used up
     */
    static boolean all(Branch one, Branch other, StepBudget budget, EndpointTree.Visitor visitor) {
        new OverlapWalk(visitor, false, budget).walk(one, other, Order.SAME);
        return !budget.isUsedUp();
    }

    /** As {@link #all}, for the pairs that {@linkplain Endpoint#contests contest} a request. */
    static boolean contests(Branch one, Branch other, StepBudget budget, EndpointTree.Visitor visitor) {
        new OverlapWalk(visitor, true, budget).walk(one, other, Order.SAME);
        return !budget.isUsedUp();
    }

    /** Walks what is below two beginnings that overlap. */
    @SuppressWarnings("ReferenceEquality") // one tree is walked with itself
    private void walk(Branch one, Branch other, Order order) {
        if (one == other) {
            itself(one, order);
            return;
        }
        if (visits(order)) {
            pairs(one.ends(), other.ends());
            pairs(one.tails(), other.tails());
        }
        tail(one.tails(), other, order.covers(), false);
        tail(other.tails(), one, order.covered(), true);
        literals(one, other, order);
        one.wide().values().forEach(w -> literals(w, other, order, false));
        other.wide().values().forEach(w -> literals(w, one, order, true));
        one.wide().values().forEach(w -> near(other, w, v -> wide(w, v, order)));
    }

    /** Whether pairs that end here are visited: of those that are no more, only where both cover each other, or neither does. */
    private boolean visits(Order order) {
        return !contestsOnly || order.covers() == order.covered();
    }

    /** Each pair once. */
    private void itself(Branch branch, Order order) {
        if (visits(order)) {
            pairs(branch.ends());
            pairs(branch.tails());
        }
        tail(branch.tails(), branch, order.covers(), false);
        branch.literals().values().forEach(next -> step(next, next, order));
        for (Branch.Wide w : branch.wide().values()) {
            literals(w, branch, order, false);
            near(branch, w, v -> {
                if (w.number() <= v.number()) {
                    wide(w, v, order);
                }
            });
        }
    }

    private void literals(Branch one, Branch other, Order order) {
        boolean fewer = one.literals().size() <= other.literals().size();
        for (String label : (fewer ? one : other).literals().keySet()) {
            Branch next = one.literals().get(label);
            Branch met = other.literals().get(label);
            if (goesOn() && next != null && met != null) {
                walk(next, met, order);
            }
        }
    }

    /** A pattern covers the literals that it matches, and no literal covers a pattern. */
    private void literals(Branch.Wide wide, Branch other, Order order, boolean turned) {
        if (other.literals().isEmpty() || !goesOn(Affixes.extraSteps(wide.pattern()))) {
            return;
        }
        other.nearLiterals(wide.pattern(), label -> {
            Branch next = other.literals().get(label);
            boolean compared = goesOn(wide.pattern().extraSteps(label.length()));
            if (compared && next != null && wide.pattern().matches(label)) {
                walk(turned ? next : wide.next(), turned ? wide.next() : next, order.then(!turned, turned));
            }
        });
    }

    private void near(Branch branch, Branch.Wide wide, Consumer<Branch.Wide> taker) {
        if (goesOn(Affixes.extraSteps(wide.pattern()))) {
            branch.near(wide.pattern(), taker);
        }
    }

    private void wide(Branch.Wide one, Branch.Wide other, Order order) {
        SegmentPattern p = one.pattern();
        SegmentPattern q = other.pattern();
        if (goesOn(p.extraSteps(q.length())) && p.overlaps(q)) {
            walk(one.next(), other.next(), order.then(p.covers(q), q.covers(p)));
        }
    }

    private void step(Branch one, Branch other, Order order) {
        if (goesOn()) {
            walk(one, other, order);
        }
    }

    /**
     * Visits a tail with all that is longer, which never covers it. What it covers from the start on is inside it, and contests nothing.
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
        int extra = (one.template().weight() + other.template().weight()) / WEIGHT_OF_STEP;
        if (!goesOn(extra)) {
            return;
        }
        if (!contestsOnly) {
            done = !visitor.take(one, other);
        } else if (one.answersWith(other) && goesOn(STEPS_OF_CONTEST)) {
            done = !visitor.take(one, other);
        }
    }

    private boolean goesOn() {
        return goesOn(0);
    }

    private boolean goesOn(int extraSteps) {
        if (!done) {
            done = !budget.take(1L + extraSteps);
        }
        return !done;
    }
}
