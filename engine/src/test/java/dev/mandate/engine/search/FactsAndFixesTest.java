package dev.mandate.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.Missing;
import dev.mandate.engine.Ruling;
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
import dev.mandate.engine.change.BindingChange.EntityRoleGranted;
import dev.mandate.engine.change.BindingChange.UserBound;
import dev.mandate.engine.change.CatalogueChange.ApiImported;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.GroupChange.AllOpened;
import dev.mandate.engine.change.GroupChange.GroupAdded;
import dev.mandate.engine.change.GroupChange.WorkspaceOpened;
import dev.mandate.engine.change.MembershipChange.MemberAdded;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange.PermissionSet;
import dev.mandate.engine.change.RoleChange.RoleAdded;
import dev.mandate.engine.change.SpaceChange.SpaceAdded;
import dev.mandate.engine.change.TenantChange.ApiEnabled;
import dev.mandate.engine.change.UserChange.UserAdded;
import dev.mandate.engine.change.UserChange.UserDisabled;
import dev.mandate.engine.change.UserChange.UserRoleAssigned;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.engine.template.Endpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks facts and fixes of one small tenant literally. */
class FactsAndFixesTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant OVER = NOW.minusSeconds(1);
    private static final ApiId MEDIA = new ApiId("media");
    private static final ApiId SALES = new ApiId("sales");
    private static final ActionId READ_FILE = new ActionId(1);
    private static final ActionId DROP_FILE = new ActionId(2);
    private static final ActionId READ_TRADER = new ActionId(3);
    private static final ActionId ADD_TRADER = new ActionId(4);
    private static final ActionId ADMINISTER = new ActionId(5);
    private static final ActionId OWN = new ActionId(6);
    private static final ActionId ANYWHERE = new ActionId(7);
    private static final EntityRole VIEWER = new EntityRole("TRADER_VIEWER");
    private static final EntityRole TRADERS = new EntityRole("TRADER_ADMINISTRATOR");
    private static final EntityRole ORDERS = new EntityRole("ORDER_VIEWER");
    private static final EntityRole ELSEWHERE = new EntityRole("TRADER_KEEPER");
    private static final ApiId OTHER = new ApiId("other");
    private static final List<RoleOffer> OTHERS = List.of(RoleOffer.derived(ELSEWHERE, Set.of("read", "create")));
    private static final UserId ANN = new UserId("ann");
    private static final UserId BEN = new UserId("ben");
    private static final UserId OLGA = new UserId("olga");
    private static final RoleId READER = new RoleId("reader");
    private static final RoleId WRITER = new RoleId("writer");
    private static final GroupId NIGHT = new GroupId("night");
    private static final GroupId DAY = new GroupId("day");
    private static final SpaceId HALL = new SpaceId("hall");
    private static final SpaceId ATTIC = new SpaceId("attic");
    private static final SpaceId SHOP = new SpaceId("shop");
    private static final SpaceId STALL = new SpaceId("stall");

    private View view = new View(platform(Optional.empty(), OTHERS), Snapshot.empty(new TenantId("t")));

    FactsAndFixesTest() {
        say(
                new ApiEnabled(MEDIA),
                new ApiEnabled(SALES),
                new SpaceAdded(SpaceKind.WORKSPACE, HALL, "Hall"),
                new SpaceAdded(SpaceKind.WORKSPACE, ATTIC, "Attic"),
                new SpaceAdded(SpaceKind.SALES_CHANNEL, SHOP, "Shop"),
                new SpaceAdded(SpaceKind.SALES_CHANNEL, STALL, "Stall"),
                new GroupAdded(NIGHT, "Night"),
                new WorkspaceOpened(NIGHT, HALL, null),
                new GroupAdded(DAY, "Day"),
                new AllOpened(DAY),
                new RoleAdded(READER, "Reader"),
                new PermissionSet(READER, READ_FILE, Permission.ACCESS, null),
                new RoleAdded(WRITER, "Writer"),
                new PermissionSet(WRITER, READ_FILE, Permission.ACCESS, null),
                new PermissionSet(WRITER, DROP_FILE, Permission.ACCESS, null),
                new UserAdded(ANN, UserKind.PERSON),
                new UserRoleAssigned(ANN, READER, null),
                new MemberAdded(NIGHT, ANN, null),
                new UserBound(ANN, SHOP),
                new EntityRoleGranted(ANN, VIEWER, null),
                new UserAdded(BEN, UserKind.PERSON),
                new UserAdded(OLGA, UserKind.PERSON),
                new UserRoleAssigned(OLGA, RoleId.OWNER, null));
    }

    private static Optional<SpaceParameter> space(SpaceKind kind) {
        return Optional.of(new SpaceParameter(SpaceParameter.In.QUERY, "space", kind, false));
    }

    private static Snapshot platform(Optional<SpaceParameter> dropped, List<RoleOffer> others) {
        Api media = new Api(
                MEDIA,
                ApiKind.SWITCH,
                "http://media.test",
                "",
                List.of(),
                List.of(
                        action(READ_FILE, "GET /files/{id}", Demand.NONE, space(SpaceKind.WORKSPACE)),
                        action(
                                DROP_FILE,
                                "DELETE /files/{id}",
                                Demand.NONE,
                                dropped.or(() -> space(SpaceKind.WORKSPACE))),
                        action(ANYWHERE, "GET /notes", Demand.NONE, Optional.empty())));
        Need read = new Need("TRADER", "read");
        Set<Need> both = Set.of(new Need("TRADER", "create"), new Need("ORDER", "read"));
        Api sales = new Api(
                SALES,
                ApiKind.ENTITY,
                "http://sales.test",
                "",
                List.of(offer(VIEWER), offer(TRADERS), offer(ORDERS)),
                List.of(
                        action(
                                READ_TRADER,
                                "GET /traders/{id}",
                                new Demand(Set.of(read), false, false),
                                space(SpaceKind.SALES_CHANNEL)),
                        action(
                                ADD_TRADER,
                                "POST /traders",
                                new Demand(both, false, false),
                                space(SpaceKind.SALES_CHANNEL)),
                        action(
                                ADMINISTER,
                                "PUT /traders",
                                new Demand(Set.of(), false, true),
                                space(SpaceKind.SALES_CHANNEL)),
                        action(OWN, "GET /me", new Demand(Set.of(), true, false), space(SpaceKind.SALES_CHANNEL))));
        // an API that is not enabled grants nothing
        Api other = new Api(OTHER, ApiKind.ENTITY, "http://other.test", "", others, List.of());
        Entry entry =
                new Entry(1, NOW, 0, List.of(new ApiImported(media), new ApiImported(sales), new ApiImported(other)));
        return Snapshot.empty(TenantId.PLATFORM).apply(entry);
    }

    private static Action action(ActionId id, String key, Demand demand, Optional<SpaceParameter> space) {
        return new Action(id, ActionKey.parse(key), ActionStatus.ACTIVE, demand, space, Optional.empty(), List.of(), 0);
    }

    private static RoleOffer offer(EntityRole role) {
        return RoleOffer.derived(role, Set.of());
    }

    private void say(Change... changes) {
        Snapshot tenant = view.tenant();
        view = new View(view.platform(), tenant.apply(new Entry(tenant.revision() + 1, NOW, 1, List.of(changes))));
    }

    private Endpoint endpoint(ActionId action) {
        return endpoint(view, action);
    }

    private static Endpoint endpoint(View of, ActionId action) {
        return of.platform().catalogue().endpoints().stream()
                .filter(e -> e.action().id().equals(action))
                .findFirst()
                .orElseThrow();
    }

    private Explanation explain(UserId user, ActionId action, @Nullable SpaceId space) {
        return Explanation.of(view, user, endpoint(action), space, NOW, StepBudget.unbounded());
    }

    private void assertHeld(UserId user, ActionId action, @Nullable SpaceId space, Change... facts) {
        Explanation explanation = explain(user, action, space);
        assertThat(explanation.ruling()).isEqualTo(Ruling.Held.HELD);
        assertThat(explanation.facts()).containsExactly(facts);
        assertThat(explanation.fixes()).isEmpty();
    }

    private void assertFacts(UserId user, ActionId action, @Nullable SpaceId space, Change... facts) {
        Explanation explanation = explain(user, action, space);
        assertThat(explanation.ruling()).isNotEqualTo(Ruling.Held.HELD);
        assertThat(explanation.facts()).containsExactly(facts);
    }

    private void assertFixes(UserId user, ActionId action, @Nullable SpaceId space, List<List<Change>> fixes) {
        Explanation explanation = explain(user, action, space);
        assertThat(explanation.ruling()).isNotEqualTo(Ruling.Held.HELD);
        assertThat(explanation.fixes().stream().map(Fix::changes)).containsExactlyElementsOf(fixes);
    }

    @Test
    void namesRoleSwitchMembershipAndOpening() {
        Change[] right = {
            new ApiEnabled(MEDIA),
            new UserRoleAssigned(ANN, READER, null),
            new PermissionSet(READER, READ_FILE, Permission.ACCESS, null)
        };
        assertHeld(ANN, READ_FILE, null, right);
        assertHeld(
                ANN,
                READ_FILE,
                HALL,
                right[0],
                right[1],
                right[2],
                new MemberAdded(NIGHT, ANN, null),
                new WorkspaceOpened(NIGHT, HALL, null));
        say(new MemberAdded(DAY, ANN, NOW.plusSeconds(60)));
        assertHeld(
                ANN,
                READ_FILE,
                ATTIC,
                right[0],
                right[1],
                right[2],
                new MemberAdded(DAY, ANN, NOW.plusSeconds(60)),
                new AllOpened(DAY));
        // of two ways to the hall, the first by name
        assertThat(explain(ANN, READ_FILE, HALL).facts()).endsWith(new AllOpened(DAY));
    }

    @Test
    void namesBindingAndTheSmallestRole() {
        say(new EntityRoleGranted(ANN, TRADERS, null));
        assertHeld(
                ANN,
                READ_TRADER,
                SHOP,
                new ApiEnabled(SALES),
                new UserBound(ANN, SHOP),
                new EntityRoleGranted(ANN, VIEWER, null));
        say(new EntityRoleGranted(ANN, ORDERS, NOW.plusSeconds(9)));
        assertHeld(
                ANN,
                ADD_TRADER,
                null,
                new ApiEnabled(SALES),
                new UserBound(ANN, SHOP),
                new EntityRoleGranted(ANN, ORDERS, NOW.plusSeconds(9)),
                new EntityRoleGranted(ANN, TRADERS, null));
    }

    @Test
    void namesWhatAdministratorsAndUsersThemselvesHold() {
        assertHeld(OLGA, ADMINISTER, null, new ApiEnabled(SALES), new UserRoleAssigned(OLGA, RoleId.OWNER, null));
        assertHeld(BEN, OWN, null, new ApiEnabled(SALES));
    }

    @Test
    void namesAsMuchAsThereIs() {
        assertFacts(ANN, DROP_FILE, null, new ApiEnabled(MEDIA), new UserRoleAssigned(ANN, READER, null));
        assertFacts(ANN, ADD_TRADER, STALL, new ApiEnabled(SALES), new UserBound(ANN, SHOP));
        assertFacts(BEN, READ_FILE, HALL, new ApiEnabled(MEDIA));
        assertFacts(ANN, ADMINISTER, null, new ApiEnabled(SALES), new UserRoleAssigned(ANN, READER, null));
        say(new UserRoleAssigned(ANN, READER, OVER), new MemberAdded(NIGHT, ANN, OVER));
        assertFacts(ANN, READ_FILE, HALL, new ApiEnabled(MEDIA));
        say(new UserDisabled(ANN));
        assertFacts(ANN, READ_TRADER, SHOP, new ApiEnabled(SALES));
        assertThat(explain(ANN, READ_TRADER, SHOP).fixes()).isEmpty();
    }

    @Test
    void namesOnlyRolesThatCount() {
        Missing.Pair pair = new Missing.Pair(new Need("TRADER", "read"), List.of(VIEWER, TRADERS));
        assertThat(explain(BEN, READ_TRADER, null).ruling())
                .isInstanceOfSatisfying(
                        Ruling.Lacking.class,
                        lacking -> assertThat(lacking.missing().needs()).containsExactly(pair));
    }

    /** Views that share their users also share the memo of role masks. */
    @Test
    void asksForWhatIsEnabledAndOfferedInEachState() {
        say(new UserBound(BEN, SHOP), new EntityRoleGranted(BEN, ELSEWHERE, null));
        View before = view;
        say(new ApiEnabled(OTHER));
        View withdrawn = new View(platform(Optional.empty(), List.of()), view.tenant());
        for (int i = 0; i < 2; i++) {
            assertThat(readsTraders(before)).isFalse();
            assertThat(readsTraders(view)).isTrue();
            assertThat(readsTraders(withdrawn)).isFalse();
            assertThat(readsTraders(view)).isTrue();
        }
    }

    private static boolean readsTraders(View of) {
        Ruling ruling = Explanation.of(of, BEN, endpoint(of, READ_TRADER), SHOP, NOW, StepBudget.unbounded())
                .ruling();
        return ruling == Ruling.Held.HELD;
    }

    @Test
    void proposesARoleAndAGroup() {
        Change reads = new UserRoleAssigned(BEN, READER, null);
        Change writes = new UserRoleAssigned(BEN, WRITER, null);
        Change night = new MemberAdded(NIGHT, BEN, null);
        Change day = new MemberAdded(DAY, BEN, null);
        // ordered by how little they open
        assertFixes(
                BEN,
                READ_FILE,
                HALL,
                List.of(List.of(reads, night), List.of(reads, day), List.of(writes, night), List.of(writes, day)));
        assertFixes(BEN, READ_FILE, ATTIC, List.of(List.of(reads, day), List.of(writes, day)));
    }

    @Test
    void proposesASwitchOrAnotherRole() {
        Change opened = new PermissionSet(READER, DROP_FILE, Permission.ACCESS, null);
        assertFixes(ANN, DROP_FILE, HALL, List.of(List.of(opened), List.of(new UserRoleAssigned(ANN, WRITER, null))));
        say(new UserRoleAssigned(ANN, READER, OVER));
        assertFixes(ANN, DROP_FILE, HALL, List.of(List.of(new UserRoleAssigned(ANN, WRITER, null))));
    }

    @Test
    void proposesAWiderGroupOrAnotherOne() {
        assertFixes(
                ANN,
                READ_FILE,
                ATTIC,
                List.of(List.of(new MemberAdded(DAY, ANN, null)), List.of(new WorkspaceOpened(NIGHT, ATTIC, null))));
        say(new MemberAdded(NIGHT, ANN, OVER));
        assertFixes(
                ANN,
                READ_FILE,
                HALL,
                List.of(List.of(new MemberAdded(NIGHT, ANN, null)), List.of(new MemberAdded(DAY, ANN, null))));
        assertFixes(ANN, READ_FILE, new SpaceId("nowhere"), List.of());
    }

    @Test
    void proposesRolesOnTheBinding() {
        Change viewer = new EntityRoleGranted(BEN, VIEWER, null);
        Change traders = new EntityRoleGranted(BEN, TRADERS, null);
        Change bound = new UserBound(BEN, SHOP);
        // both open equally little, because no trader is added without orders: ordered by name
        assertFixes(BEN, READ_TRADER, SHOP, List.of(List.of(bound, traders), List.of(bound, viewer)));
        assertFixes(
                ANN,
                ADD_TRADER,
                SHOP,
                List.of(List.of(new EntityRoleGranted(ANN, ORDERS, null), new EntityRoleGranted(ANN, TRADERS, null))));
        say(new EntityRoleGranted(ANN, ORDERS, NOW.plusSeconds(5)));
        assertFixes(ANN, ADD_TRADER, SHOP, List.of(List.of(new EntityRoleGranted(ANN, TRADERS, null))));
        // a bound user is never bound elsewhere
        assertFixes(ANN, READ_TRADER, STALL, List.of());
        assertFixes(BEN, ADMINISTER, null, List.of());
    }

    @Test
    void countsAnActionThatTurnedToAnotherKindOfSpace() {
        say(new UserRoleAssigned(ANN, WRITER, null));
        SpaceParameter channel = new SpaceParameter(SpaceParameter.In.QUERY, "channel", SpaceKind.SALES_CHANNEL, true);
        View turned = new View(platform(Optional.of(channel), OTHERS), view.tenant());
        List<Flip> flips = new ArrayList<>();
        Impact impact = Impact.between(view, turned, NOW);
        impact.forEach(flips::add);
        assertThat(flips).hasSize(1);
        Flip flip = flips.getFirst();
        assertThat(flip.user()).isEqualTo(ANN);
        assertThat(flip.gained().spaces()).containsExactly(SHOP);
        assertThat(flip.lost().spaces()).containsExactly(HALL);
        assertThat(impact.counts()).isEqualTo(new Impact.Counts(1, 1, 1, 1));
        assertThat(Impact.between(view, view, NOW).counts()).isEqualTo(new Impact.Counts(0, 0, 0, 0));
    }

    @Test
    void countsWhatAFixOpens() {
        Fix fix = explain(BEN, READ_FILE, HALL).fixes().getFirst();
        assertThat(fix.triples()).isEqualTo(1);
        assertThat(fix.users()).isEqualTo(1);
        // the night group gives ann and ben two actions each
        say(
                new UserRoleAssigned(ANN, WRITER, null),
                new UserRoleAssigned(BEN, WRITER, null),
                new MemberAdded(NIGHT, BEN, null));
        Fix wider = explain(ANN, READ_FILE, ATTIC).fixes().getLast();
        assertThat(wider.changes()).containsExactly(new WorkspaceOpened(NIGHT, ATTIC, null));
        assertThat(wider.triples()).isEqualTo(4);
        assertThat(wider.users()).isEqualTo(2);
    }

    @Test
    void saysAnySpaceWhereAnActionNamesNone() {
        say(new PermissionSet(WRITER, ANYWHERE, Permission.ACCESS, null));
        Change writer = new UserRoleAssigned(BEN, WRITER, null);
        // ben reaches no workspace, and no group needs to open the attic, because the API checks spaces itself
        assertFixes(BEN, ANYWHERE, ATTIC, List.of(List.of(writer)));
        Fix fix = explain(BEN, ANYWHERE, ATTIC).fixes().getFirst();
        assertThat(fix.triples()).as("one action in any space").isEqualTo(1);
        assertThat(fix.users()).isEqualTo(1);
        say(writer);
        assertHeld(
                BEN,
                ANYWHERE,
                ATTIC,
                new ApiEnabled(MEDIA),
                writer,
                new PermissionSet(WRITER, ANYWHERE, Permission.ACCESS, null));
        Search search = new Search(view, NOW);
        assertThat(search.where(BEN, endpoint(ANYWHERE))).isEqualTo(Where.Any.ANY);
        assertThat(search.where(ANN, endpoint(ANYWHERE))).isEqualTo(Where.Nowhere.NOWHERE);
        for (SpaceId space : List.of(HALL, ATTIC, new SpaceId("nowhere"))) {
            assertThat(search.whoCan(endpoint(ANYWHERE), space).page(null, 9)).containsExactly(BEN);
        }
        assertThat(Explanation.ofResource(view, BEN, endpoint(ANYWHERE), ATTIC, NOW, StepBudget.unbounded())
                        .ruling())
                .as("an API that checks hides it")
                .isEqualTo(Ruling.Hidden.HIDDEN);
    }

    @Test
    void countsAnActionThatComesToNameASpace() {
        say(new UserRoleAssigned(ANN, WRITER, null), new PermissionSet(WRITER, ANYWHERE, Permission.ACCESS, null));
        Api media = endpoint(ANYWHERE).api();
        List<Action> actions = media.actions().stream()
                .map(a -> a.id().equals(ANYWHERE)
                        ? action(ANYWHERE, "GET /notes", Demand.NONE, space(SpaceKind.WORKSPACE))
                        : a)
                .toList();
        Api named = new Api(MEDIA, ApiKind.SWITCH, "http://media.test", "", List.of(), actions);
        View after =
                new View(view.platform().apply(new Entry(2, NOW, 1, List.of(new ApiImported(named)))), view.tenant());
        List<Flip> flips = new ArrayList<>();
        Impact impact = Impact.between(view, after, NOW);
        impact.forEach(flips::add);
        assertThat(flips).hasSize(1);
        assertThat(flips.getFirst().lost().any()).isTrue();
        assertThat(flips.getFirst().gained().spaces()).containsExactly(HALL);
        assertThat(impact.counts()).isEqualTo(new Impact.Counts(1, 1, 1, 1));
    }
}
