package dev.mandate.engine.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The distinct pairs that the actions of a catalogue demand, each with the roles of all entity APIs that grant it. A
 * pair's number is its index, from 0.
 */
public final class Pairs {
    private static final Comparator<Need> BY_NAME =
            Comparator.comparing(Need::entity).thenComparing(Need::operation);

    private static final Comparator<Requirement.Offer> SMALLEST_FIRST = Comparator.<Requirement.Offer>comparingInt(
                    o -> o.offer().operations().size())
            .thenComparing(o -> o.offer().role().name())
            .thenComparing(o -> o.api().value());

    private final List<Requirement.Pair> all = new ArrayList<>();
    private final Map<Need, Requirement.Pair> byNeed = new HashMap<>();

    /** Collects the pairs of all actions of these APIs. */
    public Pairs(Collection<Api> apis) {
        List<Api> entity =
                apis.stream().filter(api -> api.kind() == ApiKind.ENTITY).toList();
        List<Requirement.Offer> offers = entity.stream()
                .flatMap(api -> api.offers().stream().map(offer -> new Requirement.Offer(api.id(), offer)))
                .sorted(SMALLEST_FIRST)
                .toList();
        entity.stream()
                .flatMap(api -> api.actions().stream())
                .flatMap(action -> action.demand().needs().stream())
                .distinct()
                .sorted(BY_NAME)
                .forEach(need -> add(need, offers));
    }

    private void add(Need need, List<Requirement.Offer> offers) {
        Requirement.Pair pair = new Requirement.Pair(
                all.size(),
                need,
                offers.stream().filter(o -> o.offer().grants(need)).toList());
        all.add(pair);
        byNeed.put(need, pair);
    }

    /** Returns the pairs; the index is the number. */
    public List<Requirement.Pair> all() {
        return all;
    }

    /**
     * Returns what an action requires. For an action of a switch API, the result has no pairs, because entity roles
     * have no effect there.
     */
    public Requirement requirement(Api api, Action action, long switchesCountFrom) {
        Demand demand = api.kind() == ApiKind.ENTITY ? action.demand() : Demand.NONE;
        return new Requirement(
                switchesCountFrom,
                demand.needs().stream().sorted(BY_NAME).map(byNeed::get).toList());
    }
}
