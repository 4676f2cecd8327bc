package dev.mandate.control.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.catalogue.GivenRights.Holder;
import dev.mandate.control.catalogue.action.Actions;
import dev.mandate.control.catalogue.action.Carrying;
import dev.mandate.control.catalogue.action.Move;
import dev.mandate.control.catalogue.imports.BasePath;
import dev.mandate.control.catalogue.imports.Import;
import dev.mandate.control.catalogue.survey.RoleBearers;
import dev.mandate.control.directory.Directory;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.openapi.document.OpenApiDocument;
import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.SpaceKind;
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
import dev.mandate.engine.search.Search;
import dev.mandate.engine.state.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random documents imported over each other, with switches set, actions activated and moves confirmed in between: afterwards
 * everybody may do exactly what somebody gave them. {@code -Dmandate.seed=N} begins elsewhere; a failure names its seed.
 */
class RandomReimportsTest {
    private static final int IMPORTS = 1_000;
    private static final int IMPORTS_OF_ONE = 10;
    private static final Map<ApiId, ApiKind> APIS =
            Map.of(new ApiId("sw"), ApiKind.SWITCH, new ApiId("en"), ApiKind.ENTITY);
    private static final List<String> TENANTS = List.of("t0", "t1");
    private static final List<String> ROLES = List.of("r0", "r1");
    private static final List<String> GRANTED = List.of("T_VIEWER", "T_ACCEPTER");

    @Test
    void showNoRightThatNobodyGave() {
        long first = Long.getLong("mandate.seed", 1);
        int held = 0;
        for (long seed = first; seed < first + IMPORTS / IMPORTS_OF_ONE; seed++) {
            held += new Installation(seed).live();
        }
        // the comparison is not of nothing with nothing
        assertThat(held).isGreaterThan(IMPORTS);
    }

    private static <K, V> V required(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key));
    }

    /** One platform with its tenants, in memory. */
    private static final class Installation {
        private final String name;
        private final Drawn drawn;
        private final Map<TenantId, Snapshot> folds = new LinkedHashMap<>();
        private Directory directory = Directory.empty(TenantId.PLATFORM);
        private final Map<ApiId, GivenRights> given = new HashMap<>();
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");
        private int held;

        Installation(long seed) {
            this.name = "-Dmandate.seed=" + seed;
            this.drawn = new Drawn(new Random(seed));
            append(TenantId.PLATFORM, List.of(new CatalogueChange.LogFormatRaised(3)));
            TENANTS.forEach(this::begin);
            APIS.keySet().forEach(api -> given.put(api, new GivenRights(Set.copyOf(GRANTED))));
        }

        private void begin(String tenant) {
            SpaceId channel = new SpaceId("channel");
            UserId trader = new UserId("trader");
            List<Change> changes = new ArrayList<>();
            APIS.keySet().forEach(api -> changes.add(new TenantChange.ApiEnabled(api)));
            for (String role : ROLES) {
                changes.add(new RoleChange.RoleAdded(new RoleId(role), role));
                changes.add(new UserChange.UserAdded(new UserId(role), UserKind.SERVICE));
                changes.add(new UserChange.UserRoleAssigned(new UserId(role), new RoleId(role), null));
            }
            changes.add(new SpaceChange.SpaceAdded(SpaceKind.SALES_CHANNEL, channel, "channel"));
            changes.add(new UserChange.UserAdded(trader, UserKind.SERVICE));
            changes.add(new BindingChange.UserBound(trader, channel));
            GRANTED.forEach(
                    role -> changes.add(new BindingChange.EntityRoleGranted(trader, new EntityRole(role), null)));
            append(TenantId.PLATFORM, List.of(new CatalogueChange.TenantListed(new TenantId(tenant))));
            append(new TenantId(tenant), changes);
        }

        private void append(TenantId stream, List<? extends Change> changes) {
            if (changes.isEmpty()) {
                return;
            }
            Snapshot fold = folds.getOrDefault(stream, Snapshot.empty(stream));
            long platform = stream.equals(TenantId.PLATFORM) ? 0 : platform().revision();
            Entry entry = new Entry(fold.revision() + 1, now, platform, List.copyOf(changes));
            folds.put(stream, fold.apply(entry));
            if (stream.equals(TenantId.PLATFORM)) {
                directory = directory.apply(entry);
            }
        }

        private Snapshot platform() {
            return required(folds, TenantId.PLATFORM);
        }

        private CommandState state() {
            return new CommandState(new View(platform(), platform()), directory, directory);
        }

        private Snapshot tenant(String tenant) {
            return required(folds, new TenantId(tenant));
        }

        private GivenRights given(ApiId id) {
            return required(given, id);
        }

        private Optional<Api> api(ApiId id) {
            return Actions.find(state(), id);
        }

        int live() {
            for (int imports = 0; imports < IMPORTS_OF_ONE; ) {
                ApiId api = drawn.of(List.of(new ApiId("sw"), new ApiId("en")));
                switch (drawn.below(8)) {
                    case 0, 1 -> imports += reimport(api);
                    case 2, 3 -> activate(api);
                    case 4 -> move(api);
                    case 5, 6 -> set();
                    default -> now = now.plusSeconds(drawn.below(100));
                }
                compare();
            }
            return held;
        }

        private int reimport(ApiId id) {
            OpenApiDocument document = drawn.document(required(APIS, id), "/" + id);
            BasePath.Wanted basePath = drawn.basePath("/" + id);
            Import.Source source = new Import.Source(
                    id, Optional.of(required(APIS, id)), Optional.of("http://127.0.0.1:9"), basePath, document);
            try {
                RoleBearers bearers = RoleBearers.of(
                        TENANTS.stream().map(TenantId::new).toList(),
                        Import.roles(document),
                        now,
                        tenant -> required(folds, tenant));
                Import imported = Import.of(state(), source, bearers);
                append(TenantId.PLATFORM, imported.changes(state(), source));
                given(id).imported(document, basePath);
                return 1;
            } catch (Refusal e) {
                return 0;
            }
        }

        private List<Action> of(ApiId id, ActionStatus status) {
            return api(id).stream()
                    .flatMap(api -> api.actions().stream())
                    .filter(a -> a.status() == status)
                    .toList();
        }

        private void activate(ApiId id) {
            Set<ActionId> some = of(id, ActionStatus.PENDING).stream()
                    .filter(a -> drawn.chance(70))
                    .peek(a -> given(id).activated(key(a)))
                    .map(Action::id)
                    .collect(Collectors.toSet());
            api(id).ifPresent(
                            api -> append(TenantId.PLATFORM, List.of(new CatalogueChange.ActionsActivated(id, some))));
        }

        /** Proposed or not, of any two actions; now and then broken off in the middle. */
        private void move(ApiId id) {
            List<Action> from = of(id, ActionStatus.RETIRED);
            List<Action> to = of(id, ActionStatus.PENDING);
            if (from.isEmpty() || to.isEmpty()) {
                return;
            }
            List<Move> proposed = Move.proposed(api(id).orElseThrow());
            Move move = proposed.isEmpty() || drawn.chance(30)
                    ? new Move(drawn.of(from), drawn.of(to))
                    : drawn.of(proposed);
            ActivationForm form = new ActivationForm(
                    null, Map.of(move.to().key().toString(), move.from().key().toString()));
            try {
                confirm(id, Activation.of(state(), api(id).orElseThrow(), form.wanted()));
            } catch (Refusal e) {
                assertThat(proposed).doesNotContain(move);
            }
        }

        private void confirm(ApiId id, Activation activation) {
            activation.moves().forEach(m -> given(id).activated(key(m.to())));
            append(TenantId.PLATFORM, activation.changes(id));
            for (String tenant : TENANTS) {
                View view = new View(platform(), tenant(tenant));
                append(new TenantId(tenant), new Carrying(view, now).changes(activation.moves()));
                activation.moves().forEach(m -> given(id).carried(tenant, key(m.from()), key(m.to()), now));
                if (drawn.chance(10)) {
                    return;
                }
            }
        }

        /** A tenant turns a switch of an action that it sees. */
        private void set() {
            ApiId id = new ApiId("sw");
            List<Action> seen = new ArrayList<>(of(id, ActionStatus.ACTIVE));
            seen.addAll(of(id, ActionStatus.PENDING));
            if (seen.isEmpty()) {
                return;
            }
            Action action = drawn.of(seen);
            Holder holder = new Holder(drawn.of(TENANTS), drawn.of(ROLES));
            Instant until = drawn.chance(20) ? now.plusSeconds(1 + drawn.below(200)) : null;
            boolean access = drawn.chance(80);
            append(
                    new TenantId(holder.tenant()),
                    List.of(new RoleChange.PermissionSet(
                            new RoleId(holder.role()),
                            action.id(),
                            access ? Permission.ACCESS : Permission.NONE,
                            access ? until : null)));
            if (access) {
                given(id).given(holder, key(action), until == null ? Instant.MAX : until);
            } else {
                given(id).taken(holder, key(action));
            }
        }

        private static String key(Action action) {
            return action.key().method() + " " + GivenRights.shape(action.key().template());
        }

        private void compare() {
            for (String tenant : TENANTS) {
                Search search = new Search(new View(platform(), tenant(tenant)), now);
                for (String role : ROLES) {
                    compare(search, role, given(new ApiId("sw")).held(new Holder(tenant, role), now));
                }
                compare(search, "trader", given(new ApiId("en")).held(new HashSet<>(GRANTED)));
            }
        }

        private void compare(Search search, String user, Set<String> expected) {
            Set<String> may = search.whatCan(new UserId(user)).stream()
                    .map(e -> key(e.action()))
                    .collect(Collectors.toCollection(TreeSet::new));
            held += may.size();
            assertThat(may).as(name + ": what `" + user + "` may do").isEqualTo(expected);
        }
    }
}
