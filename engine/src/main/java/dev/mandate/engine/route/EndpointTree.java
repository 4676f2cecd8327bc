package dev.mandate.engine.route;

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
     * {@link Endpoint#mayBeServedBy} says whether that is so. To be walked with another such tree, for {@link #overlaps} alone.
     */
    public static EndpointTree ofSpellings(Collection<Endpoint> endpoints) {
        return new EndpointTree(Branch.tree(endpoints, Template::loosened));
    }

    /** Takes a pair, and returns whether to look for more. */
    @FunctionalInterface
    public interface Visitor {
        boolean take(Endpoint one, Endpoint other);
    }

    /** Visits each pair of this tree that overlaps for one request with neither more specific everywhere, once. */
    public void contests(Visitor visitor) {
        Overlapping.contests(root, visitor);
    }

    /**
     * Visits the same pairs, with one endpoint of this tree and one of another.
     *
     * @param steps breaks off after so many nodes and pairs
     * @return false if it broke off, so that there may be more
     */
    public boolean contests(EndpointTree others, long steps, Visitor visitor) {
        return Overlapping.contestsBetween(root, others.root, steps, visitor);
    }

    /**
     * Visits each pair with one endpoint of this tree and one of another whose templates match some path in common, whatever
     * their methods.
     *
     * @param steps breaks off after so many nodes and pairs
     * @return false if it broke off, so that there may be more
     */
    public boolean overlaps(EndpointTree others, long steps, Visitor visitor) {
        return Overlapping.between(root, others.root, steps, visitor);
    }
}
