package dev.mandate.bench.chaos;

import dev.mandate.bench.process.AnsweringApi;
import dev.mandate.bench.process.BenchApp;
import dev.mandate.bench.process.Broken;
import dev.mandate.bench.process.Running;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * The file system turns read-only under a running {@code up}, as after a disk's error, and is so when it starts. Whatever was
 * not on the disk at that moment is lost, as after a loss of power.
 */
final class ReadOnlyTrial implements Trial {
    private static final int MIB = 600;
    private static final Duration LONG = Duration.ofMinutes(2);

    @Override
    public void run(Ground ground) throws Exception {
        try (Mount disk = Mount.ext4(ground.work().resolve("disk"), MIB);
                AnsweringApi upstream = AnsweringApi.start()) {
            Up up = new Up(ground, disk.path().resolve("data"), Map.of());
            try (Running running = up.start()) {
                ChaosWorld world = ChaosWorld.make(up.doors(), up.operator(), upstream.uri(), 2);
                try (Writers writers = new Writers(world, -1)) {
                    turned(ground, disk, world, writers);
                    writers.rest();
                    Duration end = running.stop();
                    ground.must(end.toSeconds() < 12, "SIGTERM ends it (%d ms)", end.toMillis());
                    ground.await("no PostgreSQL of the folder is left", LONG, () -> Servers.none(up.data()));
                    refused(ground, up);
                    disk.again(true);
                    refused(ground, up);
                    disk.again(false);
                    again(up, new Audit(ground, world), writers);
                }
            }
        }
    }

    private static void turned(Ground ground, Mount disk, ChaosWorld world, Writers writers) throws Exception {
        ChaosWorld.Tenant tenant = world.tenants().getFirst();
        URI known = ChaosWorld.Tenant.items(world.doors().gateway(), "first");
        String token = tenant.vendor().token();
        ground.await("some writes are acknowledged", LONG, () -> writers.done() > 200);
        disk.fail();
        ground.say("the file system is read-only after %d writes", writers.done());
        int before = writers.refused();
        ground.await("writes are refused", LONG, () -> {
            writers.check();
            return writers.refused() > before + Writers.THREADS;
        });
        BenchApp.Answer refused =
                tenant.admin().call("POST", "/api/v1/groups", Map.of("id", "late", "name", "late"), null);
        ground.must(refused.status() == 503, "a write is refused with a reason: %s", refused);
        for (int second = 0; second < 10; second++) {
            if (BenchApp.status(known, token) != 200) {
                throw new Broken("the gateway does not decide on a read-only folder");
            }
            Thread.sleep(1_000);
        }
        ground.say("holds: the gateway decided all the while");
    }

    private static void refused(Ground ground, Up up) throws Exception {
        try (Running refused = up.launch()) {
            int exit = refused.exit(LONG);
            String said = refused.said().strip();
            ground.must(
                    exit == 1
                            && said.matches("mandate: .*Read-only file system.*")
                            && said.lines().count() == 1,
                    "a start on a read-only folder says in one line: %s",
                    said);
        }
    }

    private static void again(Up up, Audit audit, Writers writers) throws Exception {
        try (Running again = up.start()) {
            audit.facts(writers);
            audit.log(Audit.database(up.data()));
            audit.gateways(writers, up.doors().gateway(), null);
            again.stop();
        }
    }
}
