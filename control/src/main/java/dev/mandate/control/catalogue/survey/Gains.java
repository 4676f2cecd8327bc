package dev.mandate.control.catalogue.survey;

import dev.mandate.control.catalogue.compare.Reroute;
import dev.mandate.control.catalogue.compare.Reroutes;
import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.engine.template.Endpoint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who can make rerouted requests and could not before, over all tenants.
 *
 * @param cut whether not all was asked, so that the counts are not complete
 */
public record Gains(Map<Reroute.Way, Count> byWay, boolean cut) {
    /** The result if no tenant was surveyed: zeros, marked as incomplete. */
    public static final Gains UNASKED = new Gains(Map.of(), true);

    /** How many tenants and active users; a user of two tenants counts twice. */
    public record Count(int tenants, long users) {
        private static final Count ZERO = new Count(0, 0);

        private Count plus(Count more) {
            return new Count(tenants + more.tenants, users + more.users);
        }
    }

    /**
     * Asks every tenant of the first reroutes, until the survey is cut.
     *
     * @param platform as it is before
     */
    public static Gains of(Snapshot platform, Reroutes reroutes, TenantSurvey survey) {
        if (reroutes.first().isEmpty()) {
            return new Gains(Map.of(), false);
        }
        Map<Reroute.Way, Count> counts = new HashMap<>();
        survey.each(
                platform,
                view -> reroutes.first().forEach(r -> {
                    int users = gaining(survey, view, r).size();
                    if (users > 0) {
                        counts.merge(r.way(), new Count(1, users), Count::plus);
                    }
                }));
        return new Gains(Map.copyOf(counts), survey.isCut());
    }

    private static Set<UserId> gaining(TenantSurvey survey, View view, Reroute reroute) {
        if (!view.tenant().tenancy().apis().contains(reroute.to().api().id())) {
            return Set.of();
        }
        Set<UserId> gaining = new HashSet<>(holders(survey, view, reroute.to()));
        if (reroute.from().action().status() == ActionStatus.ACTIVE && !reroute.wasOfNobody()) {
            gaining.removeAll(holders(survey, view, reroute.from()));
        }
        return survey.isCut() ? Set.of() : gaining;
    }

    private static Set<UserId> holders(TenantSurvey survey, View view, Endpoint endpoint) {
        return survey.holders(view, endpoint.api(), endpoint.action()).users();
    }

    public Count of(Reroute reroute) {
        return byWay.getOrDefault(reroute.way(), Count.ZERO);
    }
}
