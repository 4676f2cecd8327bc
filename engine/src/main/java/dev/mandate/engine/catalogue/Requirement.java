package dev.mandate.engine.catalogue;

import dev.mandate.engine.id.ApiId;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What an action requires of its caller, with all that could fulfil it: worked out once for a catalogue, so that a decision
 * asks and never searches.
 *
 * @param switchesCountFrom the platform's revision from which a switch of the action counts; 0 if it never was retired
 * @param pairs those of its {@link Demand}, by entity and operation; empty for an action of a switch API
 */
public record Requirement(long switchesCountFrom, List<Pair> pairs) {
    /** Nothing could fulfil it: where actions are compared and nothing is decided. */
    public static final Requirement UNKNOWN = new Requirement(0, List.of());

    /**
     * An entity role as one API lists it; it counts for the tenants that have enabled that API.
     */
    public record Offer(ApiId api, RoleOffer offer) {
        public Offer {
            Objects.requireNonNull(api);
            Objects.requireNonNull(offer);
        }

        /** Whether it counts for a tenant with these APIs enabled. */
        public boolean counts(Set<ApiId> enabled) {
            return enabled.contains(api);
        }
    }

    /**
     * A pair with the roles that grant it.
     *
     * @param number its place among all {@link Pairs} of the catalogue
     * @param offers any one of which is enough, the smallest first
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
