package dev.mandate.control.catalogue;

import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.route.Endpoint;
import dev.mandate.engine.state.Snapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Who can make rerouted requests and could not before, over all tenants. */
record Gains(Map<Reroute.Way, Count> byWay) {
    static final Gains NONE = new Gains(Map.of());

    /** How many tenants and active users; a user of two tenants counts twice. */
    record Count(int tenants, long users) {
        private static final Count ZERO = new Count(0, 0);

        private Count plus(Count more) {
            return new Count(tenants + more.tenants, users + more.users);
        }
    }

    /**
     * Asks every tenant, one at a time, of the first reroutes.
     *
     * @param platform as it is before
     * @param tenant a tenant's current snapshot
     */
    static Gains of(Snapshot platform, Reroutes reroutes, Instant now, Function<TenantId, Snapshot> tenant) {
        if (reroutes.first().isEmpty()) {
            return NONE;
        }
        Map<Reroute.Way, Count> counts = new HashMap<>();
        for (TenantId id : Touched.ids(platform)) {
            View view = new View(platform, tenant.apply(id));
            reroutes.first().forEach(r -> {
                int users = gaining(view, r, now).size();
                if (users > 0) {
                    counts.merge(r.way(), new Count(1, users), Count::plus);
                }
            });
        }
        return new Gains(Map.copyOf(counts));
    }

    private static Set<UserId> gaining(View view, Reroute reroute, Instant now) {
        if (!view.tenant().tenancy().apis().contains(reroute.to().api().id())) {
            return Set.of();
        }
        Set<UserId> gaining = new HashSet<>(holders(view, reroute.to(), now));
        if (reroute.from().action().status() == ActionStatus.ACTIVE && !reroute.wasOfNobody()) {
            gaining.removeAll(holders(view, reroute.from(), now));
        }
        return gaining;
    }

    private static Set<UserId> holders(View view, Endpoint endpoint, Instant now) {
        return Holders.of(view, endpoint.api(), endpoint.action(), now).users();
    }

    Count of(Reroute reroute) {
        return byWay.getOrDefault(reroute.way(), Count.ZERO);
    }
}
