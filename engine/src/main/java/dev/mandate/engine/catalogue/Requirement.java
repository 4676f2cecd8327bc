package dev.mandate.engine.catalogue;

import dev.mandate.engine.id.ApiId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

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

    private static final Comparator<Need> BY_NAME =
            Comparator.comparing(Need::entity).thenComparing(Need::operation);

    private static final Comparator<Offer> SMALLEST_FIRST = Comparator.<Offer>comparingInt(
                    o -> o.offer().operations().size())
            .thenComparing(o -> o.offer().role().name())
            .thenComparing(o -> o.api().value());

    /**
     * An entity role as one API lists it; it counts for the tenants that have enabled that API.
     *
     * @param own whether it is the API of the action itself
     */
    public record Offer(ApiId api, RoleOffer offer, boolean own) {
        public Offer {
            Objects.requireNonNull(api);
            Objects.requireNonNull(offer);
        }
    }

    /**
     * A pair with the roles that grant it.
     *
     * @param offers any one of which is enough, the smallest first
     */
    public record Pair(Need need, List<Offer> offers) {
        public Pair {
            Objects.requireNonNull(need);
            offers = List.copyOf(offers);
        }
    }

    public Requirement {
        pairs = List.copyOf(pairs);
    }

    /** What the demand comes to among the offers of a catalogue. */
    public static Requirement of(Demand demand, List<Offer> offers, long switchesCountFrom) {
        return new Requirement(
                switchesCountFrom,
                demand.needs().stream()
                        .sorted(BY_NAME)
                        .map(need -> new Pair(need, granting(need, offers)))
                        .toList());
    }

    private static List<Offer> granting(Need need, List<Offer> offers) {
        return offers.stream()
                .filter(o -> o.offer().grants(need))
                .sorted(SMALLEST_FIRST)
                .toList();
    }
}
