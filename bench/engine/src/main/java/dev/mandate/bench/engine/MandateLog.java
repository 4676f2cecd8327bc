package dev.mandate.bench.engine;

import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Need;
import dev.mandate.engine.catalogue.RoleOffer;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.change.SpaceChange;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The workload as Mandate's logs would hold it, folded into snapshots as a gateway folds them. */
final class MandateLog {
    private static final Instant AT = Instant.EPOCH;

    /** Added, given a role, bound, and every entity role. */
    private static final int MOST_OF_A_USER = 3 + Offer.RIGHTS.size();

    private final Workload workload;

    MandateLog(Workload workload) {
        this.workload = workload;
    }

    /** A view for each tenant. */
    List<View> views() {
        Snapshot platform = apply(Snapshot.empty(TenantId.PLATFORM), apis());
        Snapshot[] tenants = tenantsWithoutUsers();
        List<List<Change>> waiting = Stream.generate(() -> (List<Change>) new ArrayList<Change>())
                .limit(tenants.length)
                .toList();
        for (int user = 0; user < workload.users(); user++) {
            int tenant = workload.tenant(user);
            List<Change> changes = waiting.get(tenant);
            if (changes.size() + MOST_OF_A_USER > Entry.MOST_CHANGES) {
                tenants[tenant] = apply(tenants[tenant], changes);
                changes.clear();
            }
            addUser(changes, user);
        }
        return IntStream.range(0, tenants.length)
                .mapToObj(tenant -> new View(platform, apply(tenants[tenant], waiting.get(tenant))))
                .toList();
    }

    private Snapshot[] tenantsWithoutUsers() {
        return IntStream.range(0, Workload.TENANTS)
                .mapToObj(tenant -> apply(Snapshot.empty(new TenantId(Workload.tenantName(tenant))), beginning(tenant)))
                .toArray(Snapshot[]::new);
    }

    private static Snapshot apply(Snapshot to, List<Change> changes) {
        Snapshot snapshot = to;
        for (int i = 0; i < changes.size(); i += Entry.MOST_CHANGES) {
            List<Change> some = changes.subList(i, Math.min(changes.size(), i + Entry.MOST_CHANGES));
            snapshot = snapshot.apply(new Entry(snapshot.revision() + 1, AT, 1, some));
        }
        return snapshot;
    }

    private static List<Change> apis() {
        return Stream.concat(
                        Offer.SWITCH_APIS.stream().map(id -> api(id, ApiKind.SWITCH)),
                        Offer.ENTITY_APIS.stream().map(id -> api(id, ApiKind.ENTITY)))
                .<Change>map(CatalogueChange.ApiImported::new)
                .toList();
    }

    private static Api api(String id, ApiKind kind) {
        List<Action> actions = Offer.ACTIONS.stream()
                .filter(action -> action.api().equals(id))
                .map(MandateLog::action)
                .toList();
        List<RoleOffer> offers = kind == ApiKind.SWITCH ? List.of() : offers(actions);
        return new Api(new ApiId(id), kind, "http://upstream.test", "", offers, actions);
    }

    private static List<RoleOffer> offers(List<Action> actions) {
        Set<String> entities = Set.copyOf(actions.stream()
                .flatMap(a -> a.demand().needs().stream())
                .map(Need::entity)
                .toList());
        return Offer.RIGHTS.stream()
                .filter(right -> entities.contains(right.entity()))
                .map(right -> new RoleOffer(new EntityRole(right.role()), right.operations()))
                .toList();
    }

    private static Action action(ApiAction action) {
        return new Action(
                id(action),
                new ActionKey(action.method(), action.template()),
                ActionStatus.ACTIVE,
                demand(action),
                space(action),
                Optional.empty(),
                List.of(),
                0);
    }

    private static Demand demand(ApiAction action) {
        return action.switched()
                ? Demand.NONE
                : new Demand(Set.of(new Need(action.entity(), action.operation())), false, false);
    }

    private static Optional<SpaceParameter> space(ApiAction action) {
        SpaceParameter channel = new SpaceParameter(SpaceParameter.In.PATH, "channelId", SpaceKind.SALES_CHANNEL, true);
        return action.switched() ? Optional.empty() : Optional.of(channel);
    }

    private static ActionId id(ApiAction action) {
        return new ActionId(action.index() + 1);
    }

    private List<Change> beginning(int tenant) {
        List<Change> changes = new ArrayList<>();
        Stream.concat(Offer.SWITCH_APIS.stream(), Offer.ENTITY_APIS.stream())
                .forEach(api -> changes.add(new TenantChange.ApiEnabled(new ApiId(api))));
        for (int channel = 0; channel < Workload.CHANNELS; channel++) {
            SpaceId id = new SpaceId(Workload.channelName(channel));
            changes.add(new SpaceChange.SpaceAdded(SpaceKind.SALES_CHANNEL, id, id.value()));
        }
        for (int role = 0; role < Workload.ROLES; role++) {
            RoleId id = new RoleId(Workload.roleName(role));
            changes.add(new RoleChange.RoleAdded(id, id.value()));
            workload.switchedOn(tenant, role)
                    .forEach(a -> changes.add(new RoleChange.PermissionSet(id, id(a), Permission.ACCESS, null)));
        }
        return changes;
    }

    private void addUser(List<Change> changes, int user) {
        UserId id = new UserId(Workload.userName(user));
        changes.add(new UserChange.UserAdded(id, UserKind.SERVICE));
        changes.add(new UserChange.UserRoleAssigned(id, new RoleId(workload.role(user)), null));
        changes.add(new BindingChange.UserBound(id, new SpaceId(workload.channel(user))));
        workload.rights(user)
                .forEach(right ->
                        changes.add(new BindingChange.EntityRoleGranted(id, new EntityRole(right.role()), null)));
    }
}
