package dev.mandate.control.catalogue.survey;

import dev.mandate.control.catalogue.action.Move;
import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who has the actions that an import or a move is about, over all tenants.
 *
 * @param byAction of each action
 * @param sum of all of them
 * @param tenants those with anybody, in the order of ids, at most {@link #MOST_TENANTS}
 * @param cut whether not all was asked, so that the counts are lower bounds
 */
public record Touched(Map<ActionId, Count> byAction, Count sum, List<Tenant> tenants, boolean cut) {
    /** The result if no tenant was surveyed: zeros, marked as incomplete. */
    public static final Touched UNASKED = nobody(true);

    private static final int MOST_TENANTS = 20;
    private static final int MOST_ROLES = 20;

    /** How many tenants, roles and active users; a user of two tenants counts twice. */
    public record Count(int tenants, long roles, long users) {
        private static final Count ZERO = new Count(0, 0, 0);

        private Count plus(int moreRoles, int moreUsers) {
            return new Count(tenants + 1, roles + moreRoles, users + moreUsers);
        }
    }

    /**
     * One tenant.
     *
     * @param roles at most {@link #MOST_ROLES}
     */
    public record Tenant(String tenant, List<String> roles, int roleCount, int userCount) {}

    /**
     * The actions that are asked about.
     *
     * @param from by an action, others of its API whose holders count for it too, as moves carry them
     */
    public record Asked(Map<Action, Api> actions, Map<ActionId, List<Action>> from) {
        public static Asked of(List<Api> apis, Set<ActionId> actions) {
            Map<Action, Api> asked = new LinkedHashMap<>();
            apis.forEach(api ->
                    api.actions().stream().filter(a -> actions.contains(a.id())).forEach(a -> asked.put(a, api)));
            return new Asked(asked, Map.of());
        }

        public Asked carrying(List<Move> moves) {
            return new Asked(
                    actions,
                    moves.stream()
                            .collect(Collectors.groupingBy(
                                    move -> move.to().id(), Collectors.mapping(Move::from, Collectors.toList()))));
        }

        private Holders holders(TenantSurvey survey, View view, Api api, Action action) {
            Holders holders = survey.holders(view, api, action);
            for (Action carried : from.getOrDefault(action.id(), List.of())) {
                holders = holders.and(survey.holders(view, api, carried));
            }
            return holders;
        }
    }

    /**
     * Asks every tenant, until the survey is cut.
     *
     * @param platform as it was when the actions were in force
     */
    public static Touched of(Snapshot platform, Asked asked, TenantSurvey survey) {
        if (asked.actions().isEmpty()) {
            return nobody(false);
        }
        Tally tally = new Tally();
        survey.each(platform, view -> tally.add(view, asked, survey));
        return new Touched(Map.copyOf(tally.byAction), tally.sum, List.copyOf(tally.tenants), survey.isCut());
    }

    private static Touched nobody(boolean cut) {
        return new Touched(Map.of(), Count.ZERO, List.of(), cut);
    }

    public Count count(ActionId action) {
        return byAction.getOrDefault(action, Count.ZERO);
    }

    /** Counts as they grow. */
    private static final class Tally {
        private final Map<ActionId, Count> byAction = new HashMap<>();
        private final List<Tenant> tenants = new ArrayList<>();
        private Count sum = Count.ZERO;

        private void add(View view, Asked asked, TenantSurvey survey) {
            NavigableSet<String> roles = new TreeSet<>();
            Set<UserId> users = new HashSet<>();
            asked.actions().forEach((action, api) -> {
                Holders holders = asked.holders(survey, view, api, action);
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
