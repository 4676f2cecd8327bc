package dev.mandate.engine.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.change.MembershipChange;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.change.SpaceChange;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.change.UserChange;
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
import dev.mandate.engine.state.Tenancy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TouchedTest {
    private static final UserId ANN = new UserId("ann");
    private static final UserId BEN = new UserId("ben");
    private static final RoleId READER = new RoleId("reader");
    private static final RoleId WRITER = new RoleId("writer");
    private static final GroupId NIGHT = new GroupId("night");
    private static final GroupId DAY = new GroupId("day");
    private static final SpaceId HALL = new SpaceId("hall");
    private static final SpaceId SHOP = new SpaceId("shop");
    private static final SpaceId STALL = new SpaceId("stall");

    private static Snapshot folded(Snapshot snapshot, Change... changes) {
        return snapshot.apply(new Entry(snapshot.revision() + 1, Instant.EPOCH, 1, List.of(changes)));
    }

    private static Snapshot beginning() {
        return folded(
                Snapshot.empty(new TenantId("t")),
                new RoleChange.RoleAdded(READER, "Reader"),
                new RoleChange.RoleAdded(WRITER, "Writer"),
                new UserChange.UserAdded(ANN, UserKind.PERSON),
                new UserChange.UserAdded(BEN, UserKind.PERSON),
                new UserChange.UserRoleAssigned(BEN, READER, null),
                new UserChange.UserRoleAssigned(ANN, WRITER, null));
    }

    private static List<UserId> touched(Tenancy before, Tenancy after) {
        List<UserId> touched = new ArrayList<>();
        before.forEachTouched(after, false, StepBudget.unbounded(), (user, was, is) -> touched.add(user));
        return touched;
    }

    @Test
    void passesOverWhoIsTheSame() {
        Snapshot before = beginning();
        Snapshot after = folded(before, new UserChange.UserRoleAssigned(ANN, READER, null));
        assertThat(touched(before.tenancy(), before.tenancy())).isEmpty();
        assertThat(touched(before.tenancy(), after.tenancy())).containsExactly(ANN);
    }

    private static Change grouped(UserId user, GroupId group) {
        return new MembershipChange.MemberAdded(group, user, null);
    }

    /** Adds forty users to Ann and Ben, so that there are two blocks. */
    private static Snapshot crowd() {
        Snapshot snapshot = folded(
                beginning(),
                new GroupChange.GroupAdded(NIGHT, "Night"),
                new GroupChange.GroupAdded(DAY, "Day"),
                new GroupChange.AllOpened(DAY),
                new SpaceChange.SpaceAdded(SpaceKind.WORKSPACE, HALL, "Hall"),
                new SpaceChange.SpaceAdded(SpaceKind.SALES_CHANNEL, SHOP, "Shop"),
                new SpaceChange.SpaceAdded(SpaceKind.SALES_CHANNEL, STALL, "Stall"),
                new BindingChange.UserBound(ANN, SHOP),
                new BindingChange.UserBound(BEN, STALL),
                grouped(ANN, NIGHT),
                grouped(BEN, DAY));
        for (int i = 0; i < 40; i++) {
            snapshot = folded(snapshot, new UserChange.UserAdded(new UserId("u" + i), UserKind.PERSON));
        }
        return snapshot;
    }

    private static List<UserId> touchedBy(Change... changes) {
        Snapshot before = crowd();
        List<UserId> there = touched(before.tenancy(), folded(before, changes).tenancy());
        assertThat(touched(folded(before, changes).tenancy(), before.tenancy())).containsAll(there);
        return there;
    }

    @Test
    void visitsWhoHoldsWhatChanged() {
        ActionId action = new ActionId(1);
        assertThat(touchedBy(new RoleChange.PermissionSet(READER, action, Permission.ACCESS, null)))
                .containsExactly(BEN);
        assertThat(touchedBy(new RoleChange.RoleRemoved(WRITER))).containsExactly(ANN);
        assertThat(touchedBy(new RoleChange.RoleAdded(new RoleId("new"), "New")))
                .isEmpty();
        assertThat(touchedBy(new GroupChange.WorkspaceOpened(NIGHT, HALL, null)))
                .containsExactly(ANN);
        assertThat(touchedBy(new GroupChange.GroupRemoved(DAY))).containsExactly(BEN);
        assertThat(touchedBy(new GroupChange.GroupAdded(new GroupId("new"), "New")))
                .isEmpty();
        assertThat(touchedBy(new SpaceChange.SpaceRemoved(SpaceKind.SALES_CHANNEL, SHOP)))
                .containsExactly(ANN);
        assertThat(touchedBy(new SpaceChange.SpaceRemoved(SpaceKind.SALES_CHANNEL, STALL)))
                .containsExactly(BEN);
        assertThat(touchedBy(new SpaceChange.SpaceAdded(SpaceKind.SALES_CHANNEL, new SpaceId("new"), "New")))
                .isEmpty();
        // a removed workspace does not concern users without a group
        assertThat(touchedBy(new SpaceChange.SpaceRemoved(SpaceKind.WORKSPACE, HALL)))
                .containsExactly(ANN, BEN);
        assertThat(touchedBy(new TenantChange.ApiEnabled(new ApiId("api")))).isEmpty();
    }

    @Test
    void visitsWhoCameOrWent() {
        UserId last = new UserId("u39");
        assertThat(touchedBy(new UserChange.UserAdded(new UserId("eve"), UserKind.PERSON)))
                .containsExactly(new UserId("eve"));
        assertThat(touchedBy(new UserChange.UserRemoved(last))).containsExactly(last);
        assertThat(touchedBy(new UserChange.UserDisabled(last), new UserChange.UserDisabled(ANN)))
                .containsExactly(ANN, last);
    }

    @Test
    void visitsAllIfAllAreConcerned() {
        Tenancy tenancy = crowd().tenancy();
        List<UserId> touched = new ArrayList<>();
        tenancy.forEachTouched(tenancy, true, StepBudget.unbounded(), (user, was, is) -> touched.add(user));
        assertThat(touched).hasSize(42).doesNotHaveDuplicates();
    }

    /** Compares two unrelated logs, whose rows of the same number belong to different users. */
    @Test
    void tellsUsersApartByTheirIds() {
        Snapshot other = folded(
                Snapshot.empty(new TenantId("t")),
                new UserChange.UserAdded(BEN, UserKind.PERSON),
                new UserChange.UserAdded(ANN, UserKind.PERSON));
        Snapshot before = folded(
                Snapshot.empty(new TenantId("t")),
                new UserChange.UserAdded(ANN, UserKind.PERSON),
                new UserChange.UserAdded(new UserId("zoe"), UserKind.PERSON));
        List<String> visits = new ArrayList<>();
        before.tenancy().forEachTouched(other.tenancy(), false, StepBudget.unbounded(), (user, was, is) -> {
            if (was.present() != is.present()) {
                visits.add(user + (is.present() ? " came" : " went"));
            }
            return true;
        });
        assertThat(visits).containsExactlyInAnyOrder("ben came", "zoe went");
    }

    /** A snapshot that was rebuilt has its own numbers: in both, number 1 is Ann's role, but a different role. */
    @Test
    void takesNoNumberForAnotherOne() {
        Snapshot before = beginning();
        Snapshot after = folded(before, new UserChange.UserRoleAssigned(ANN, READER, null));
        UsersBuilder read = new UsersBuilder(RoleBits.NONE);
        before.tenancy().users().forEach(read::add);
        Tenancy t = before.tenancy();
        Tenancy same = new Tenancy(
                t.status(),
                t.notBefore(),
                t.apis(),
                t.workspaces(),
                t.channels(),
                read.build(),
                t.roles(),
                t.groups(),
                t.apps(),
                t.credentials(),
                t.revokedTokens());
        assertThat(touched(same, after.tenancy())).contains(ANN);
        assertThat(touched(after.tenancy(), same)).contains(ANN);
    }
}
