package dev.mandate.bench.chaos;

import dev.mandate.bench.process.AnsweringApi;
import dev.mandate.bench.process.BenchApp;
import dev.mandate.bench.process.Planes;
import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.control.postgres.DatabaseSettings;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Two control nodes on one database, a gateway at each: changes pass between them, one node is cut off from the database,
 * waits for an answer of it for ever, stands still, is killed and comes back.
 */
final class SplitTrial implements Trial {
    private static final Duration BOUND = Duration.ofSeconds(6);
    private static final Map<String, String> STALENESS = Map.of("MANDATE_GATEWAY_STALENESS", BOUND.toSeconds() + "s");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration WATCHED = Duration.ofSeconds(3);

    @Override
    public void run(Ground ground) throws Exception {
        try (AnsweringApi upstream = AnsweringApi.start();
                ControlDatabase database = ControlDatabase.open(
                        DatabaseSettings.embedded(ground.work().resolve("postgres")));
                Wire wire = Wire.to(database.credentials());
                Planes planes = new Planes(ground.work(), ground.launcher(), database.credentials())) {
            Planes.Node first = planes.control("control-1", 0, wire.settings()).ready();
            Planes.Node second = planes.control("control-2", 0, Map.of());
            Planes.Node one = planes.gateway("gateway-1", first.uri(), STALENESS);
            second.ready();
            Planes.Node two =
                    planes.gateway("gateway-2", second.uri(), STALENESS).ready();
            one.ready();
            ground.must(
                    Files.exists(planes.operatorFile("control-1")) && !Files.exists(planes.operatorFile("control-2")),
                    "the second start finds the first's operator");
            ChaosWorld.Doors doors = new ChaosWorld.Doors(first.uri(), one.uri());
            ChaosWorld world =
                    ChaosWorld.make(doors, doors.operator(planes.operatorFile("control-1")), upstream.uri(), 1);
            Course course = new Course(ground, world.tenants().getFirst(), one, two, second.uri());
            course.together();
            course.apart("its node is cut off from the database", wire::cut, wire::repair);
            course.apart("its node's database answers no more", wire::silence, wire::repair);
            course.apart("its node stands still", first.running()::freeze, first.running()::thaw);
            course.killed(first, () -> planes.control("control-1", first.uri().getPort(), wire.settings()));
            planes.stop()
                    .forEach((node, end) -> ground.must(
                            end.toSeconds() < 10, "`%s` ends within 10 s after SIGTERM (%d ms)", node, end.toMillis()));
        }
    }

    private interface Step {
        void take() throws Exception;
    }

    /** One run: the vendor at both gateways, the administrator at the node that stays. */
    private static final class Course {
        private final Ground ground;
        private final ChaosWorld.Tenant tenant;
        private final ChaosWorld.Tenant elsewhere;
        private final String token;
        private final URI one;
        private final URI two;

        Course(Ground ground, ChaosWorld.Tenant tenant, Planes.Node one, Planes.Node two, URI second) throws Exception {
            this.ground = ground;
            this.tenant = tenant;
            this.elsewhere = new ChaosWorld.Tenant(tenant.id(), tenant.admin().at(second), tenant.vendor());
            this.token = tenant.vendor().token();
            this.one = ChaosWorld.Tenant.items(one.uri(), "first");
            this.two = ChaosWorld.Tenant.items(two.uri(), "first");
        }

        private Duration comesTo(URI gateway, int status, Duration longest, String what) throws Exception {
            Duration after = ground.await(what, longest, () -> BenchApp.status(gateway, token) == status);
            ground.say("holds: %s: %d after %d ms", what, status, after.toMillis());
            return after;
        }

        void together() throws Exception {
            comesTo(one, 200, SOON, "the first gateway decides");
            comesTo(two, 200, SOON, "the second gateway decides");
            tenant.permit("NONE");
            comesTo(two, 403, SECOND, "a write by the first node is in force at the second's gateway");
            comesTo(one, 403, SECOND, "and at its own");
            elsewhere.permit("ACCESS");
            comesTo(one, 200, SECOND, "a write by the second node is in force at the first's gateway");
        }

        /** The first gateway still hears its node, or thinks so, and its node knows of nothing new. */
        void apart(String how, Step part, Step repair) throws Exception {
            part.take();
            ground.say("%s", how);
            elsewhere.permit("NONE");
            long withdrawn = System.nanoTime();
            comesTo(two, 403, SECOND, "a right withdrawn at the other node is gone there");
            ground.must(BenchApp.status(one, token) == 200, "the cut off gateway still goes on from what it knows");
            undecided(withdrawn);
            repair.take();
            int status = 503;
            long end = System.nanoTime() + SOON.toNanos();
            while (status == 503 && System.nanoTime() < end) {
                status = BenchApp.status(one, token);
            }
            ground.must(status == 403, "its first decision after that knows of the withdrawal (%d)", status);
            elsewhere.permit("ACCESS");
            comesTo(one, 200, SOON, "it follows again");
        }

        /** No call that begins later than the bound after the withdrawal was answered is allowed. */
        private void undecided(long withdrawn) throws Exception {
            long last = withdrawn;
            long now = withdrawn;
            int status = 200;
            for (; now - withdrawn < BOUND.plus(WATCHED).toNanos(); now = System.nanoTime()) {
                status = BenchApp.status(one, token);
                last = status == 503 ? last : now;
                Thread.sleep(5);
            }
            ground.must(
                    last - withdrawn <= BOUND.toNanos() && status == 503,
                    "the cut off gateway decided last %d ms after the withdrawal, the bound is %d; then it answers %d",
                    (last - withdrawn) / 1_000_000,
                    BOUND.toMillis(),
                    status);
        }

        void killed(Planes.Node first, Callable<Planes.Node> again) throws Exception {
            first.running().kill();
            long start = System.nanoTime();
            ground.must(BenchApp.status(one, token) == 200, "the gateway of a killed node goes on");
            comesTo(two, 200, SECOND, "the other is not touched");
            comesTo(one, 503, BOUND.plus(SECOND), "until the bound");
            ground.say("  %d ms after the kill", ms(start));
            again.call().ready();
            comesTo(one, 200, SOON, "the node is back on its port, and its gateway follows again");
        }

        private static long ms(long start) {
            return (System.nanoTime() - start) / 1_000_000;
        }
    }
}
