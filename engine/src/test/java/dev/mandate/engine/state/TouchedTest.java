package dev.mandate.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TouchedTest {
    private static final UserId ANN = new UserId("ann");
    private static final UserId BEN = new UserId("ben");
    private static final RoleId READER = new RoleId("reader");
    private static final RoleId WRITER = new RoleId("writer");

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
        Touched.forEach(before, after, false, (user, was, is) -> touched.add(user));
        return touched;
    }

    @Test
    void passesOverWhoIsTheSame() {
        Snapshot before = beginning();
        Snapshot after = folded(before, new UserChange.UserRoleAssigned(ANN, READER, null));
        assertThat(touched(before.tenancy(), before.tenancy())).isEmpty();
        assertThat(touched(before.tenancy(), after.tenancy())).containsExactly(ANN);
    }

    /** A snapshot that was read again has its own numbers: in both, 1 is the role of Ann, and means another one. */
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
