package dev.mandate.bench.engine;

import dev.mandate.engine.Engine;
import dev.mandate.engine.Ruling;
import dev.mandate.engine.View;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.overlap.StepBudget;
import dev.mandate.engine.search.Explanation;
import dev.mandate.engine.search.Grounds;
import dev.mandate.engine.search.Impact;
import dev.mandate.engine.search.Search;
import dev.mandate.engine.search.Where;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.engine.template.Endpoint;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The questions that look beyond one decision, of the large tenant: random actions, users and sales channels each time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SearchBenchmark {
    private static final int PAGE = 100;
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @Param("1000000")
    public int users;

    private View view = new View(Snapshot.empty(TenantId.PLATFORM), Snapshot.empty(TenantId.PLATFORM));
    private Search search = new Search(view, NOW);
    private List<Endpoint> actions = List.of();
    private final SplittableRandom random = new SplittableRandom(20_31);

    @Setup
    public void load() {
        // the large tenant has half of the users
        view = new MandateLog(new Workload(2 * users)).views().getFirst();
        search = new Search(view, NOW);
        actions = search.actions();
    }

    private UserId user() {
        return new UserId(Workload.userName(random.nextInt(users)));
    }

    private Endpoint action() {
        return actions.get(random.nextInt(actions.size()));
    }

    private static boolean switched(Endpoint endpoint) {
        return endpoint.action().id().value() <= Offer.SWITCHES;
    }

    /** Actions governed by switches are asked for without a space: this workload's roles reach no workspace. */
    private @Nullable SpaceId channel(Endpoint endpoint) {
        SpaceId channel = new SpaceId(Workload.channelName(random.nextInt(Workload.CHANNELS)));
        return switched(endpoint) ? null : channel;
    }

    /** A page of users from anywhere on, each with the facts that make it so. */
    @Benchmark
    public int whoCanPage() {
        Endpoint endpoint = action();
        SpaceId channel = channel(endpoint);
        int facts = 0;
        for (UserId user : search.whoCan(endpoint, channel).page(user(), PAGE)) {
            facts += Grounds.of(view, user, endpoint, channel, NOW).size();
        }
        return facts;
    }

    /** How many users there are in all. */
    @Benchmark
    public int whoCanCount() {
        Endpoint endpoint = action();
        return search.whoCan(endpoint, channel(endpoint)).count();
    }

    @Benchmark
    public List<Endpoint> whatCan() {
        return search.whatCan(user());
    }

    @Benchmark
    public Where where() {
        return search.where(user(), action());
    }

    /** One switch of one of the 50 roles turned: 1 of 50 users may lose or gain it. */
    @Benchmark
    public Impact.Counts impactOfRole() {
        RoleId role = new RoleId(Workload.roleName(random.nextInt(Workload.ROLES)));
        Endpoint endpoint = actions.stream()
                .filter(SearchBenchmark::switched)
                .skip(random.nextInt(Offer.SWITCHES))
                .findFirst()
                .orElseThrow();
        boolean open = view.tenant()
                .tenancy()
                .roles()
                .get(role)
                .orElseThrow()
                .opens(endpoint.action().id(), 0, NOW);
        Permission turned = open ? Permission.NONE : Permission.ACCESS;
        Change change = new RoleChange.PermissionSet(role, endpoint.action().id(), turned, null);
        Snapshot after = view.tenant().apply(new Entry(view.tenant().revision() + 1, NOW, 1, List.of(change)));
        return Impact.between(view, new View(view.platform(), after), NOW).counts();
    }

    /** Why a user may not, with the smallest fixes, each with what else it would open. */
    @Benchmark
    public Explanation explainDenial() {
        while (true) {
            UserId user = user();
            Endpoint endpoint = action();
            SpaceId channel = channel(endpoint);
            Ruling ruling = Engine.rule(view, view.tenant().tenancy().subject(user), endpoint, channel, NOW);
            if (ruling instanceof Ruling.Lacking) {
                return Explanation.of(view, user, endpoint, channel, NOW, StepBudget.unbounded());
            }
        }
    }
}
