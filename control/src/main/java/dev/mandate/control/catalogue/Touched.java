package dev.mandate.control.catalogue;

import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Who has the actions that an import or a move is about, over all tenants.
 *
 * @param byAction of each action
 * @param sum of all of them
 * @param tenants those with anybody, in the order of ids, at most {@link #MOST_TENANTS}
 */
record Touched(Map<ActionId, Count> byAction, Count sum, List<Tenant> tenants) {
    static final Touched NOBODY = new Touched(Map.of(), new Count(0, 0, 0), List.of());

    private static final int MOST_TENANTS = 20;
    private static final int MOST_ROLES = 20;

    /** How many tenants, roles and active users; a user of two tenants counts twice. */
    record Count(int tenants, long roles, long users) {
        private Count plus(int moreRoles, int moreUsers) {
            return new Count(tenants + 1, roles + moreRoles, users + moreUsers);
        }
    }

    /**
     * One tenant.
     *
     * @param roles at most {@link #MOST_ROLES}
     */
    record Tenant(String tenant, List<String> roles, int roleCount, int userCount) {}

    /**
     * The actions that are asked about.
     *
     * @param moves of them: whoever has the old action counts for the new one too
     */
    record Asked(Map<Action, Api> actions, List<Move> moves) {
        static Asked of(List<Api> apis, Set<ActionId> actions) {
            Map<Action, Api> asked = new LinkedHashMap<>();
            apis.forEach(api ->
                    api.actions().stream().filter(a -> actions.contains(a.id())).forEach(a -> asked.put(a, api)));
            return new Asked(asked, List.of());
        }

        Asked carrying(List<Move> carried) {
            return new Asked(actions, carried);
        }

        private Holders holders(View view, Api api, Action action, Instant now) {
            Holders holders = Holders.of(view, api, action, now);
            for (Move move : moves) {
                if (move.to().id().equals(action.id())) {
                    holders = holders.and(Holders.of(view, api, move.from(), now));
                }
            }
            return holders;
        }
    }

    /**
     * Asks every tenant, one at a time.
     *
     * @param platform as it was when the actions were in force
     * @param tenant a tenant's snapshot of now
     */
    static Touched of(Snapshot platform, Asked asked, Instant now, Function<TenantId, Snapshot> tenant) {
        if (asked.actions().isEmpty()) {
            return NOBODY;
        }
        Survey survey = new Survey();
        ids(platform).forEach(id -> survey.add(new View(platform, tenant.apply(id)), asked, now));
        return new Touched(Map.copyOf(survey.byAction), survey.sum, List.copyOf(survey.tenants));
    }

    /** Of all tenants, in order. */
    static List<TenantId> ids(Snapshot platform) {
        List<TenantId> ids = new ArrayList<>();
        platform.catalogue().tenants().forEach((id, listed) -> ids.add(id));
        return ids.stream().sorted((a, b) -> a.value().compareTo(b.value())).toList();
    }

    Count count(ActionId action) {
        return byAction.getOrDefault(action, NOBODY.sum());
    }

    /** Counts as they grow. */
    private static final class Survey {
        private final Map<ActionId, Count> byAction = new HashMap<>();
        private final List<Tenant> tenants = new ArrayList<>();
        private Count sum = new Count(0, 0, 0);

        private void add(View view, Asked asked, Instant now) {
            NavigableSet<String> roles = new TreeSet<>();
            Set<UserId> users = new HashSet<>();
            asked.actions().forEach((action, api) -> {
                Holders holders = asked.holders(view, api, action, now);
                if (!holders.none()) {
                    int roleCount = holders.roles().size();
                    int userCount = holders.users().size();
                    byAction.merge(
                            action.id(),
                            new Count(1, roleCount, userCount),
                            (before, one) -> before.plus(roleCount, userCount));
                    roles.addAll(holders.roles());
                    users.addAll(holders.users());
                }
            });
            if (!roles.isEmpty() || !users.isEmpty()) {
                sum = sum.plus(roles.size(), users.size());
                add(new Tenant(
                        view.tenant().stream().value(),
                        roles.stream().limit(MOST_ROLES).toList(),
                        roles.size(),
                        users.size()));
            }
        }

        private void add(Tenant tenant) {
            if (tenants.size() < MOST_TENANTS) {
                tenants.add(tenant);
            }
        }
    }
}
