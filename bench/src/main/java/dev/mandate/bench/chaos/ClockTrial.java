package dev.mandate.bench.chaos;

import dev.mandate.bench.process.AnsweringApi;
import dev.mandate.bench.process.BenchApp;
import dev.mandate.bench.process.Broken;
import dev.mandate.bench.process.Launcher;
import dev.mandate.bench.process.Running;
import dev.mandate.control.postgres.ControlDatabase;
import dev.mandate.control.postgres.Credentials;
import dev.mandate.control.postgres.DatabaseSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The wall clock jumps an hour forwards and back: first the machine's, which {@code up} and its embedded database share, then
 * that of {@code up} alone, beside a database with the true time.
 */
final class ClockTrial implements Trial {
    private static final int HOUR = 3_600;
    /** Less than a token lives. */
    private static final int MINUTES = 600;

    private static final Duration BOUND = Duration.ofSeconds(6);
    private static final Duration SOON = Duration.ofSeconds(20);

    @Override
    public void run(Ground ground) throws Exception {
        try (AnsweringApi upstream = AnsweringApi.start()) {
            shared(ground, upstream);
            alone(ground, upstream);
        }
    }

    private static void shared(Ground ground, AnsweringApi upstream) throws Exception {
        ground.say("the machine's clock jumps");
        Clock clock = Clock.in(ground.work());
        Up up = new Up(ground, ground.work().resolve("shared"), environment(clock, Map.of()));
        try (Running running = up.start()) {
            ChaosWorld world = ChaosWorld.make(up.doors(), up.operator(), upstream.uri(), 1);
            new Jumps(ground, clock, world).run();
            new Audit(ground, world).log(Audit.database(up.data()));
            running.stop();
        }
    }

    private static void alone(Ground ground, AnsweringApi upstream) throws Exception {
        ground.say("the clock of `up` jumps, its database's does not");
        Clock clock = Clock.in(ground.work());
        Path folder = ground.work().resolve("alone");
        int readyPort = Launcher.freePort();
        URI ready = URI.create("http://127.0.0.1:" + readyPort + "/readyz");
        try (ControlDatabase database = ControlDatabase.open(DatabaseSettings.embedded(folder.resolve("true")));
                Wire wire = Wire.to(database.credentials())) {
            Credentials credentials = database.credentials();
            Map<String, String> more = new HashMap<>(wire.settings());
            more.putAll(Map.of(
                    "MANDATE_GATEWAY_STALENESS", BOUND.toSeconds() + "s",
                    "MANDATE_DATABASE_USERNAME", credentials.username(),
                    "MANDATE_DATABASE_PASSWORD", credentials.password(),
                    "MANDATE_CONTROL_MANAGEMENT_PORT", Integer.toString(readyPort)));
            Up up = new Up(ground, folder.resolve("data"), environment(clock, more));
            try (Running running = up.start()) {
                ChaosWorld world = ChaosWorld.make(up.doors(), up.operator(), upstream.uri(), 1);
                Jumps jumps = new Jumps(ground, clock, world);
                readiness(ground, clock, ready, 1, 200);
                readiness(ground, clock, ready, HOUR, 503);
                readiness(ground, clock, ready, 0, 200);
                jumps.alone(wire);
                readiness(ground, clock, ready, 0, 200);
                new Audit(ground, world)
                        .log(new DatabaseSettings(
                                credentials.url(),
                                credentials.username(),
                                credentials.password(),
                                Path.of("unused"),
                                0,
                                2,
                                SOON,
                                null));
                running.stop();
            }
        }
    }

    private static void readiness(Ground ground, Clock clock, URI ready, int offset, int expected) throws Exception {
        clock.set(offset);
        // the library looks at the offset once a second: what was asked before says nothing
        Thread.sleep(2_500);
        Duration after = ground.await(
                "the node is " + (expected == 200 ? "green" : "red") + " at " + offset + " s off its database",
                SOON,
                () -> BenchApp.status(ready) == expected);
        ground.say(
                "holds: %d s off the database's clock the node is %s (%d ms)",
                offset, expected == 200 ? "green" : "red", after.toMillis());
    }

    private static Map<String, String> environment(Clock clock, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(clock.environment());
        // shorter than the jump, so that it outlives every token
        all.put("MANDATE_TOKEN_LIFETIME", "30m");
        all.putAll(more);
        return all;
    }

    /** What must never be allowed, and what must come back, over both jumps. */
    private record Jumps(Ground ground, Clock clock, ChaosWorld world) {
        private static final int LOOKS = 100;

        void run() throws Exception {
            ChaosWorld.Tenant tenant = world.tenants().getFirst();
            URI items = ChaosWorld.Tenant.items(world.doors().gateway(), "first");
            String before = fresh(tenant);
            settled("a token of before", items, before, 200);
            jump(HOUR);
            settled("an hour later the token of before is refused", items, before, 401);
            String later = fresh(tenant);
            settled("a token of then", items, later, 200);
            tenant.permit("NONE");
            settled("a right withdrawn then", items, later, 403);
            jump(0);
            settled("back again a token from the future is refused", items, later, 401);
            settled("the right stays withdrawn", items, before, 403);
            tenant.permit("ACCESS");
            settled("the right given back", items, before, 200);
        }

        /** A node off its database's clock lets nobody in; its gateway decides, but no jump makes what it knows younger. */
        void alone(Wire wire) throws Exception {
            ChaosWorld.Tenant tenant = world.tenants().getFirst();
            URI items = ChaosWorld.Tenant.items(world.doors().gateway(), "first");
            String token = fresh(tenant);
            settled("a token of before", items, token, 200);
            jump(MINUTES);
            settled("the same token at the gateway", items, token, 200);
            refused(tenant);
            unheard(items, token, wire, 0, BOUND.plusSeconds(1));
            unheard(items, token, wire, MINUTES, BOUND.dividedBy(2));
            jump(HOUR);
            settled("an hour later the token of before is refused", items, token, 401);
            refused(tenant);
            jump(0);
            settled("back again it is taken", items, token, 200);
            tenant.permit("NONE");
            settled("a right withdrawn", items, token, 403);
        }

        private void refused(ChaosWorld.Tenant tenant) throws Exception {
            BenchApp.Answer answer =
                    tenant.admin().call("POST", "/api/v1/groups", Map.of("id", "late", "name", "late"), null);
            ground.must(answer.status() == 503, "a write is refused: %s", answer);
            ground.must(tenant.vendor().refused(), "no token is given out");
        }

        /** The clock jumps while nothing is heard of the database: forward is over the bound at once. */
        private void unheard(URI items, String token, Wire wire, int offset, Duration longest) throws Exception {
            wire.silence();
            clock.set(offset);
            Duration after = ground.await(
                    "nothing is decided from the bound on, " + offset + " s ahead",
                    longest,
                    () -> BenchApp.status(items, token) == 503);
            ground.say("holds: %d s ahead and unheard: 503 after %d ms", offset, after.toMillis());
            settled("and nothing from then on", items, token, 503);
            wire.repair();
            settled("heard again", items, token, 200);
        }

        private void jump(int offset) throws Exception {
            clock.set(offset);
            Thread.sleep(2_500);
            ground.say("the clock is %d s ahead", offset);
        }

        /** A token that this app did not have before. */
        private static String fresh(ChaosWorld.Tenant tenant) throws Exception {
            return tenant.vendor().renewed();
        }

        /** It comes to that answer, and from then on there is no other. */
        private void settled(String what, URI items, String token, int expected) throws Exception {
            Duration after = ground.await(what + ": " + expected, SOON, () -> {
                int status = BenchApp.status(items, token);
                if (status == 200 && expected != 200 && expected != 403) {
                    throw new Broken(what + ", but it was let through");
                }
                return status == expected;
            });
            for (int look = 0; look < LOOKS; look++) {
                int status = BenchApp.status(items, token);
                if (status != expected) {
                    throw new Broken(what + ": " + status + " after it had been " + expected);
                }
                Thread.sleep(10);
            }
            ground.say("holds: %s: %d (%d ms)", what, expected, after.toMillis());
        }
    }
}
