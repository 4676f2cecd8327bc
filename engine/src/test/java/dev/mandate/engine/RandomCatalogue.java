package dev.mandate.engine;

import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.Connector;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Need;
import dev.mandate.engine.catalogue.RoleOffer;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.template.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Documents that change at random, as an import allows: no two actions have the same shape. Mutable. */
final class RandomCatalogue {
    static final List<EntityRole> ROLES = List.of(
            new EntityRole("T_VIEWER"),
            new EntityRole("T_ADMINISTRATOR"),
            new EntityRole("T_ACCEPTER"),
            new EntityRole("A_B_VIEWER"),
            new EntityRole("A_B_RUNNER"));
    private static final List<String> SEGMENTS =
            List.of("a", "a", "b", "{p#}", "{p#}", "{p#}.json", "a{p#}", "A", "{p#}-{q#}", "{p#}a");
    private static final List<String> METHODS =
            List.of("GET", "GET", "GET", "POST", "POST", "PUT", "HEAD", "OPTIONS", "TRACE", "CONNECT");
    private static final List<String> QUERY_NAMES = List.of("s", "s", "f[s]", "f.s");
    private static final List<Need> NEEDS = List.of(
            new Need("T", "read"),
            new Need("T", "create"),
            new Need("T", "accept"),
            new Need("A_B", "read"),
            new Need("A_B", "run"));

    private final Draw draw;
    private final Map<ApiId, Api> apis = new LinkedHashMap<>();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private List<Action> known = List.of();
    private int actions;

    RandomCatalogue(Draw draw) {
        this.draw = draw;
    }

    List<Action> actions() {
        return known;
    }

    private void put(Api api) {
        apis.put(api.id(), api);
        known = apis.values().stream().flatMap(a -> a.actions().stream()).toList();
    }

    CatalogueChange change() {
        return switch (draw.below(14)) {
            case 0 -> new CatalogueChange.TenantListed(new TenantId("t" + draw.below(9)));
            case 1 -> new CatalogueChange.ConnectorRemoved("c");
            case 2 -> new CatalogueChange.ConnectorDefined(new Connector("c", "c", new ApiId("one"), Map.of()));
            case 3 ->
                draw.chance(50)
                        ? new CatalogueChange.KeyPublished("k" + draw.below(3), CatalogueChange.KeyUse.TOKEN, "{}")
                        : new CatalogueChange.IdentityKeyPublished("k" + draw.below(3), "g", "{}");
            case 4 ->
                draw.chance(50)
                        ? new CatalogueChange.KeyRetired("k" + draw.below(3))
                        : new CatalogueChange.LogFormatRaised(2 + draw.below(3));
            case 5, 6 -> activated();
            case 7 -> precedence();
            case 8 -> beside();
            default -> imported(draw.of(List.of("one", "two", "three")));
        };
    }

    /** Returns a change that only management reads. */
    private CatalogueChange beside() {
        return switch (draw.below(4)) {
            case 2 -> new CatalogueChange.MoveConfirmed(new ApiId("one"), new ActionId(1), new ActionId(2));
            case 0 -> new CatalogueChange.GatewayAdded("g", "g");
            case 1 -> new CatalogueChange.GatewayRemoved("g");
            default -> new CatalogueChange.BasePathSet(new ApiId("one"), Optional.of("/p"));
        };
    }

    private CatalogueChange precedence() {
        ActionId action = draw.of(known).id();
        return new CatalogueChange.PrecedenceSet(
                new ApiId("one"), action, draw.chance(30) ? null : Integer.valueOf(draw.below(4)));
    }

    private CatalogueChange activated() {
        ApiId id = new ApiId(draw.of(List.of("one", "two", "never")));
        Set<ActionId> some = new HashSet<>();
        Api before = apis.get(id);
        if (before != null) {
            before.actions().stream().filter(a -> draw.chance(50)).forEach(a -> some.add(a.id()));
            put(before.activated(some));
        }
        return new CatalogueChange.ActionsActivated(id, some);
    }

    CatalogueChange imported(String name) {
        ApiId id = new ApiId(name);
        Api before = apis.get(id);
        ApiKind kind = before != null ? before.kind() : name.equals("one") ? ApiKind.SWITCH : ApiKind.ENTITY;
        List<Action> next = new ArrayList<>();
        if (before != null) {
            before.actions().forEach(a -> next.add(draw.chance(15) ? a.with(other(a.status())) : moved(a)));
        }
        for (int i = draw.below(before == null ? 12 : 3); i >= 0; i--) {
            Action added = action();
            Endpoint endpoint = Endpoint.of(new Api(id, kind, upstream(name), "", List.of(), List.of(added)), added);
            if (endpoints.stream().noneMatch(e -> e.sameShape(endpoint) && one(e, endpoint))) {
                endpoints.add(endpoint);
                next.add(added);
            }
        }
        Api api = new Api(id, kind, upstream(name), "", offers(kind), next);
        put(api);
        return new CatalogueChange.ApiImported(api);
    }

    /** Two of the three APIs share an upstream, which is written in two ways. */
    private static String upstream(String name) {
        return switch (name) {
            case "one" -> "http://127.0.0.1:9000";
            case "three" -> "http://v.test";
            default -> "https://LOCALHOST:9000";
        };
    }

    private static boolean one(Endpoint one, Endpoint other) {
        return one.action().key().method().equals(other.action().key().method());
    }

    /** Occasionally lets the action name a space of the other kind. */
    private Action moved(Action action) {
        return draw.chance(10)
                ? new Action(
                        action.id(),
                        action.key(),
                        action.status(),
                        action.demand(),
                        action.space().map(RandomCatalogue::turned),
                        action.operationId(),
                        action.modules(),
                        action.precedence())
                : action;
    }

    private static SpaceParameter turned(SpaceParameter space) {
        SpaceKind other = space.kind() == SpaceKind.WORKSPACE ? SpaceKind.SALES_CHANNEL : SpaceKind.WORKSPACE;
        return new SpaceParameter(space.in(), space.name(), other, space.required());
    }

    private ActionStatus other(ActionStatus status) {
        return switch (status) {
            case PENDING -> ActionStatus.ACTIVE;
            case ACTIVE -> draw.chance(30) ? ActionStatus.PENDING : ActionStatus.RETIRED;
            case RETIRED -> draw.chance(30) ? ActionStatus.PENDING : ActionStatus.ACTIVE;
        };
    }

    private List<RoleOffer> offers(ApiKind kind) {
        List<RoleOffer> offers = new ArrayList<>();
        for (EntityRole role : kind == ApiKind.ENTITY ? ROLES : List.<EntityRole>of()) {
            if (draw.chance(85)) {
                offers.add(RoleOffer.derived(role, Set.of(role.scope().equals("RUNNER") ? "run" : "accept")));
            }
        }
        return offers;
    }

    private Action action() {
        StringBuilder template = new StringBuilder();
        for (int i = draw.below(3); i >= 0; i--) {
            template.append('/').append(draw.of(SEGMENTS).replace("#", Integer.toString(i)));
        }
        template.append(draw.chance(15) ? "/{t...}" : "");
        Template parsed = Template.parse(template.toString());
        return new Action(
                new ActionId(++actions),
                new ActionKey(draw.of(METHODS), parsed.toString()),
                draw.chance(90) ? ActionStatus.ACTIVE : ActionStatus.PENDING,
                demand(),
                draw.chance(40) ? Optional.of(space(parsed.parameters())) : Optional.empty(),
                Optional.empty(),
                List.of(),
                draw.below(3));
    }

    private Demand demand() {
        Set<Need> needs = switch (draw.below(6)) {
            case 0 -> Set.of();
            case 1 -> Set.copyOf(List.of(NEEDS.get(0), NEEDS.get(1 + draw.below(4))));
            default -> Set.of(draw.of(NEEDS));
        };
        boolean administrators = needs.isEmpty() && draw.chance(50);
        return new Demand(needs, !administrators && draw.chance(10), administrators);
    }

    private SpaceParameter space(List<String> parameters) {
        SpaceKind kind = draw.of(List.of(SpaceKind.values()));
        return parameters.isEmpty() || draw.chance(50)
                ? new SpaceParameter(SpaceParameter.In.QUERY, draw.of(QUERY_NAMES), kind, draw.chance(30))
                : new SpaceParameter(SpaceParameter.In.PATH, draw.of(parameters), kind, true);
    }
}
