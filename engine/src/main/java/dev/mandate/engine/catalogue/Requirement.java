package dev.mandate.engine.catalogue;

import dev.mandate.engine.id.ApiId;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What an action requires of its caller, with the roles that grant it. Computed once per catalogue, so that a decision
 * does not search.
 *
 * @param switchesCountFrom the platform's revision from which a switch of the action counts; 0 if the action was never
 *     retired
 * @param pairs the pairs of its {@link Demand}, by entity and operation; empty for an action of a switch API
 */
public record Requirement(long switchesCountFrom, List<Pair> pairs) {
    /** Placeholder for comparing actions without deciding; nothing fulfils it. */
    public static final Requirement UNKNOWN = new Requirement(0, List.of());

    /** An entity role as one API lists it. It counts for tenants that have enabled that API. */
    public record Offer(ApiId api, RoleOffer offer) {
        public Offer {
            Objects.requireNonNull(api);
            Objects.requireNonNull(offer);
        }

        /** Returns whether the role counts for a tenant with these APIs enabled. */
        public boolean counts(Set<ApiId> enabled) {
            return enabled.contains(api);
        }
    }

    /**
     * A pair with the roles that grant it.
     *
     * @param number the pair's index in the {@link Pairs} of the catalogue, from 0
     * @param offers the roles that grant the pair, smallest first; one of them is enough
     */
    public record Pair(int number, Need need, List<Offer> offers) {
        public Pair {
            Objects.requireNonNull(need);
            offers = List.copyOf(offers);
        }
    }

    public Requirement {
        pairs = List.copyOf(pairs);
    }
}
