package dev.mandate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange.TokenRevoked;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.change.MembershipChange;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.change.SpaceChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.right.Group;
import dev.mandate.engine.right.Role;
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Catalogue;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.trie.Trie;
import dev.mandate.engine.user.User;
import dev.mandate.engine.user.Users;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FoldTest {
    private static final Instant AT = RandomTenant.NOW;
    private static final TenantId TENANT = new TenantId("t");

    /** Returns the contents of a snapshot as maps that compare by value. */
    private static List<Object> contents(Snapshot snapshot) {
        Tenancy t = snapshot.tenancy();
        Catalogue c = snapshot.catalogue();
        return List.of(
                snapshot.stream(),
                snapshot.revision(),
                t.status(),
                t.notBefore(),
                t.apis(),
                map(t.workspaces()),
                map(t.channels()),
                users(t.users()),
                roles(t.roles()),
                groups(t.groups()),
                map(t.apps()),
                map(t.credentials()),
                map(t.revokedTokens()),
                map(c.tenants()),
                c.apis(),
                c.revivals(),
                c.keys(),
                c.format());
    }

    private static Map<UserId, User> users(Users users) {
        Map<UserId, User> map = new HashMap<>();
        users.forEach(map::put);
        return map;
    }

    private static <K, V> Map<K, V> map(Trie<K, V> trie) {
        Map<K, V> map = new HashMap<>();
        trie.forEach(map::put);
        return map;
    }

    private static Map<RoleId, Object> roles(Trie<RoleId, Role> trie) {
        Map<RoleId, Object> map = new HashMap<>();
        trie.forEach((k, v) -> map.put(k, map(v.accesses())));
        return map;
    }

    private static Map<GroupId, Object> groups(Trie<GroupId, Group> trie) {
        Map<GroupId, Object> map = new HashMap<>();
        trie.forEach((k, v) -> map.put(k, List.of(v.all(), map(v.workspaces()))));
        return map;
    }

    private static Snapshot fold(TenantId stream, List<Entry> log, UnaryOperator<Snapshot> between) {
        Snapshot snapshot = Snapshot.empty(stream);
        for (Entry entry : log) {
            snapshot = between.apply(snapshot.apply(entry));
        }
        return snapshot;
    }

    @Test
    void foldsTheSameFromRebuiltSnapshots() {
        for (long seed = 1; seed <= 40; seed++) {
            RandomHistory history = new RandomHistory(seed);
            View view = history.view();
            Snapshot platform = fold(TenantId.PLATFORM, history.platformLog, Rebuilt::of);
            Snapshot tenant = fold(TENANT, history.tenantLog, Rebuilt::of);
            assertThat(contents(platform)).isEqualTo(contents(view.platform()));
            assertThat(contents(tenant)).isEqualTo(contents(view.tenant()));
            for (int i = 0; i < 30; i++) {
                Request request = history.request();
                Caller caller = history.bearer().caller();
                assertThat(Engine.decide(new View(platform, tenant), caller, request, AT))
                        .isEqualTo(Engine.decide(view, caller, request, AT));
            }
        }
    }

    /** jcasbin 361, 399: the model changed while it was being read. */
    @Test
    void leavesEarlierSnapshotsAsTheyWere() {
        for (long seed = 1; seed <= 40; seed++) {
            RandomHistory history = new RandomHistory(seed);
            for (List<Entry> log : List.of(history.platformLog, history.tenantLog)) {
                List<Snapshot> snapshots = new ArrayList<>();
                List<List<Object>> before = new ArrayList<>();
                fold(TENANT, log, snapshot -> {
                    snapshots.add(snapshot);
                    before.add(contents(snapshot));
                    return snapshot;
                });
                assertThat(snapshots.stream().map(FoldTest::contents)).isEqualTo(before);
            }
        }
    }

    @Test
    void takesIndependentChangesInAnyOrder() {
        Snapshot start = Snapshot.empty(TENANT).apply(new Entry(1, AT, 0, things()));
        List<Change> changes = facts();
        List<Object> expected = contents(start.apply(new Entry(2, AT, 0, changes)));
        Random random = new Random(17);
        for (int i = 0; i < 200; i++) {
            Collections.shuffle(changes, random);
            assertThat(contents(start.apply(new Entry(2, AT, 0, changes)))).isEqualTo(expected);
        }
    }

    private static List<Change> things() {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            changes.add(new UserChange.UserAdded(new UserId("u" + i), UserKind.SERVICE));
            changes.add(new GroupChange.GroupAdded(new GroupId("g" + i), "g"));
            changes.add(new RoleChange.RoleAdded(new RoleId("r" + i), "r"));
            changes.add(new SpaceChange.SpaceAdded(SpaceKind.WORKSPACE, new SpaceId("s" + i), "s"));
            changes.add(new BindingChange.UserBound(new UserId("u" + i), new SpaceId("c" + i)));
        }
        return changes;
    }

    /** Returns one fact for each combination of things; no fact affects another. */
    private static List<Change> facts() {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            UserId user = new UserId("u" + i);
            changes.add(new UserChange.UserRoleAssigned(user, new RoleId("r" + i), AT));
            for (int k = 0; k < 4; k++) {
                GroupId group = new GroupId("g" + k);
                changes.add(new MembershipChange.MemberAdded(group, user, null));
                changes.add(new GroupChange.WorkspaceOpened(group, new SpaceId("s" + i), AT));
                changes.add(new RoleChange.PermissionSet(
                        new RoleId("r" + i), new ActionId(k + 1), Permission.ACCESS, null));
                changes.add(new BindingChange.EntityRoleGranted(user, new EntityRole("E" + k + "_VIEWER"), null));
            }
        }
        return changes;
    }

    /** Commands are checked over their changes one by one, and appended as one entry. Only revisions may differ. */
    @Test
    void foldsAnEntryLikeItsChangesOneByOne() {
        for (long seed = 1; seed <= 100; seed++) {
            Snapshot before = Snapshot.empty(TENANT);
            for (Entry entry : new RandomHistory(seed).tenantLog) {
                Snapshot after = before.apply(entry);
                assertThat(rights(oneByOne(before, entry).tenancy())).isEqualTo(rights(after.tenancy()));
                before = after;
            }
        }
    }

    private static Snapshot oneByOne(Snapshot before, Entry entry) {
        Snapshot snapshot = before;
        for (Change change : entry.changes()) {
            snapshot = snapshot.apply(
                    new Entry(snapshot.revision() + 1, entry.at(), entry.platformRevision(), List.of(change)));
        }
        return snapshot;
    }

    private static List<Object> rights(Tenancy t) {
        Map<UserId, User> users = users(t.users());
        users.replaceAll((id, u) -> new User(u.kind(), u.active(), 0, u.role(), u.groups(), u.binding()));
        Map<AppId, App> apps = map(t.apps());
        apps.replaceAll((id, a) -> new App(a.active(), 0, a.grantTypes(), a.scopes(), a.onBehalfOf()));
        return List.of(
                t.status(),
                t.apis(),
                map(t.workspaces()),
                map(t.channels()),
                users,
                roles(t.roles()),
                groups(t.groups()),
                apps,
                map(t.credentials()),
                map(t.revokedTokens()));
    }

    @Test
    void takesEntriesInOrderAlone() {
        Entry third = new Entry(3, AT, 0, things());
        assertThatThrownBy(() -> Snapshot.empty(TENANT).apply(third)).hasMessageContaining("`3`");
    }

    @Test
    void sweepsOutRevokedTokensThatHaveEndedAndNoOthers() {
        Snapshot snapshot = Snapshot.empty(TENANT);
        for (int i = 1; i <= 1_024; i++) {
            Instant expiry = i % 2 == 0 ? AT.minusSeconds(61) : AT.plusSeconds(1);
            snapshot = snapshot.apply(new Entry(i, AT, 0, List.of(new TokenRevoked("j" + i, expiry))));
        }
        assertThat(snapshot.tenancy().revokedTokens().size()).isEqualTo(512);
        assertThat(snapshot.tenancy().revokedTokens().contains("j1023")).isTrue();
        assertThat(snapshot.tenancy().revokedTokens().contains("j1024")).isFalse();
    }
}
