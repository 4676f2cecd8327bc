package dev.mandate.engine.overlap;

import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.template.Template;
import java.util.Collection;

/**
 * Endpoints by the segments of their templates: finds the pairs of one tree, or of two, that overlap, without comparing all with
 * all. For one thread.
 */
public final class EndpointTree {
    private final Branch root;

    public EndpointTree(Collection<Endpoint> endpoints) {
        this(Branch.tree(endpoints));
    }

    private EndpointTree(Branch root) {
        this.root = root;
    }

    /**
     * A tree in which endpoints overlap, too, if a request of the one may be one of the other for an upstream that folds spellings:
     * {@link Endpoint#mayBeServedBy} says whether that is so. Use only with {@link #overlaps} and another tree of this kind.
     */
    public static EndpointTree ofSpellings(Collection<Endpoint> endpoints) {
        return new EndpointTree(Branch.tree(endpoints, Template::loosened));
    }

    /** Takes a pair, and returns whether to look for more. */
    @FunctionalInterface
    public interface Visitor {
        boolean take(Endpoint one, Endpoint other);
    }

    /**
     * Visits each contested pair once: both match some request and neither is always more specific.
     *
     * @return false if the budget was used up, so that there may be more
     */
    public boolean contests(StepBudget budget, Visitor visitor) {
        return OverlapWalk.contests(root, root, budget, visitor);
    }

    /**
     * Visits the contested pairs with one endpoint of this tree and one of another.
     *
     * @return false if the budget was used up, so that there may be more
     */
    public boolean contests(EndpointTree others, StepBudget budget, Visitor visitor) {
        return OverlapWalk.contests(root, others.root, budget, visitor);
    }

    /**
     * Visits each pair with one endpoint of this tree and one of another whose templates match some path in common, whatever
     * their methods.
     *
     * @return false if the budget was used up, so that there may be more
     */
    public boolean overlaps(EndpointTree others, StepBudget budget, Visitor visitor) {
        return OverlapWalk.all(root, others.root, budget, visitor);
    }
}
