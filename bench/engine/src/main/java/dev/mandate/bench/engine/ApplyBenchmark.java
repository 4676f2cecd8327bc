package dev.mandate.bench.engine;

import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One entry of one change upon another, of a random kind about a random user of the large tenant. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ApplyBenchmark {
    @Param("1000000")
    public int users;

    private Snapshot snapshot = Snapshot.empty(TenantId.PLATFORM);
    private UserId[] ids = new UserId[0];
    private final SplittableRandom random = new SplittableRandom(20_28);
    private int added;

    @Setup
    public void load() {
        // the large tenant has half of the users
        Workload workload = new Workload(2 * users);
        snapshot = new MandateLog(workload).views().getFirst().tenant();
        ids = new UserId[users];
        for (int user = 0; user < users; user++) {
            ids[user] = new UserId(Workload.userName(user));
        }
    }

    @Benchmark
    public Snapshot apply() {
        snapshot = snapshot.apply(new Entry(snapshot.revision() + 1, Instant.EPOCH, 1, List.of(change())));
        return snapshot;
    }

    private Change change() {
        UserId user = ids[random.nextInt(users)];
        RoleId role = new RoleId(Workload.roleName(random.nextInt(Workload.ROLES)));
        EntityRole right = new EntityRole(
                Offer.RIGHTS.get(random.nextInt(Offer.RIGHTS.size())).role());
        return switch (random.nextInt(6)) {
            case 0 -> new UserChange.UserAdded(new UserId("new" + added++), UserKind.SERVICE);
            case 1 -> new UserChange.UserRoleAssigned(user, role, null);
            case 2 -> new BindingChange.EntityRoleGranted(user, right, null);
            case 3 -> new BindingChange.EntityRoleRevoked(user, right);
            case 4 -> new UserChange.UserDisabled(user);
            default ->
                new RoleChange.PermissionSet(
                        role, new ActionId(1 + random.nextInt(Offer.SWITCHES)), Permission.ACCESS, null);
        };
    }
}
