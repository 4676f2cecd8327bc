package dev.mandate.bench.chaos;

import dev.mandate.bench.process.AnsweringApi;
import dev.mandate.bench.process.BenchApp;
import dev.mandate.bench.process.Broken;
import dev.mandate.bench.process.Running;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The disk runs full under a running {@code up}, and is full when it starts. */
final class DiskTrial implements Trial {
    private static final int MIB = 400;
    private static final Duration LONG = Duration.ofMinutes(2);

    @Override
    public void run(Ground ground) throws Exception {
        try (Mount disk = Mount.tmpfs(ground.work().resolve("disk"), MIB);
                AnsweringApi upstream = AnsweringApi.start()) {
            Up up = new Up(ground, disk.path().resolve("data"), Map.of());
            try (Running running = up.start()) {
                ChaosWorld world = ChaosWorld.make(up.doors(), up.operator(), upstream.uri(), 2);
                Audit audit = new Audit(ground, world);
                try (Writers writers = new Writers(world, -1)) {
                    full(ground, disk, world, writers);
                    freed(ground, disk, writers);
                    writers.rest();
                    writers.check();
                    audit.facts(writers);
                    audit.log(Audit.database(up.data()));
                    audit.gateways(writers, up.doors().gateway(), null);
                    ground.say("it took %d ms to end", running.stop().toMillis());
                    atStart(ground, disk, up, audit, writers);
                }
            }
        }
    }

    private static void full(Ground ground, Mount disk, ChaosWorld world, Writers writers) throws Exception {
        ChaosWorld.Tenant tenant = world.tenants().getFirst();
        URI known = ChaosWorld.Tenant.items(world.doors().gateway(), "first");
        String token = tenant.vendor().token();
        ground.await("some writes are acknowledged", LONG, () -> writers.done() > 200);
        disk.fill();
        ground.say("the disk is full after %d writes", writers.done());
        ground.await("writes are refused", LONG, () -> {
            disk.fill();
            writers.check();
            return writers.refused() > Writers.THREADS;
        });
        BenchApp.Answer refused = refused(disk, tenant);
        ground.must(
                refused.status() == 503
                        && refused.body().path("detail").asString("").matches(".*(is full|is away).*"),
                "a write is refused with a reason: %s",
                refused);
        int done = writers.done();
        for (int second = 0; second < 10; second++) {
            disk.fill();
            if (BenchApp.status(known, token) != 200) {
                throw new Broken("the gateway does not decide while the disk is full");
            }
            Thread.sleep(1_000);
        }
        ground.say("holds: the gateway decided all the while, %d writes were acknowledged", writers.done() - done);
    }

    /** What still fits into files that are there is done: it is asked again until something does not. */
    private static BenchApp.Answer refused(Mount disk, ChaosWorld.Tenant tenant) throws Exception {
        BenchApp.Answer answer;
        int asked = 0;
        do {
            disk.fill();
            String id = "late-" + asked++;
            answer = tenant.admin().call("POST", "/api/v1/groups", Map.of("id", id, "name", id), null);
        } while (answer.status() == 201 && asked < 1_000);
        return answer;
    }

    private static void freed(Ground ground, Mount disk, Writers writers) throws Exception {
        int done = writers.done();
        disk.free();
        Duration back = ground.await(
                "writing goes on with room on the disk",
                LONG,
                () -> writers.finished() || writers.done() > done + 5 * Writers.THREADS);
        ground.say("holds: writing goes on %d ms after room was made", back.toMillis());
    }

    private static void atStart(Ground ground, Mount disk, Up up, Audit audit, Writers writers) throws Exception {
        disk.fill();
        try (Running refused = up.launch()) {
            int exit = refused.exit(LONG);
            String said = refused.said().strip();
            ground.must(
                    exit == 1
                            && said.matches("mandate: .*(is full|No space left).*")
                            && said.lines().count() == 1,
                    "a start on a full disk says in one line: %s",
                    said);
        }
        disk.free();
        try (Running again = up.start()) {
            audit.facts(writers);
            again.stop();
        }
        ground.must(Servers.none(up.data()), "no PostgreSQL of the folder is left");
    }
}
