package dev.mandate.bench.chaos;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.bench.process.AnsweringApi;
import dev.mandate.bench.process.Launcher;
import dev.mandate.bench.process.Running;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Kills {@code up}, at any moment of its life, and its database alone, while writers write. */
final class KillTrial implements Trial {
    private static final int TENANTS = 4;
    private static final Duration SOON = Duration.ofSeconds(30);

    private enum Blow {
        UP,
        UP_AND_WAIT,
        UP_AND_WATCHDOG,
        UP_AT_START,
        DATABASE,
        DATABASE_PROCESS
    }

    @Override
    public void run(Ground ground) throws Exception {
        try (AnsweringApi upstream = AnsweringApi.start()) {
            new Course(ground, new Up(ground, ground.work().resolve("data"), Map.of())).run(upstream.uri());
        }
    }

    /** One run's state. */
    private static final class Course {
        private final Ground ground;
        private final Up up;
        private Running running;
        private int killed;
        private int databases;

        Course(Ground ground, Up up) throws IOException, InterruptedException {
            this.ground = ground;
            this.up = up;
            this.running = up.start();
        }

        void run(URI upstream) throws Exception {
            try {
                ChaosWorld world = ChaosWorld.make(up.doors(), up.operator(), upstream, TENANTS);
                Audit audit = new Audit(ground, world);
                try (Writers writers = new Writers(world, ground.writes())) {
                    disturb(writers);
                    ground.await("all writes are acknowledged", Duration.ofMinutes(30), writers::finished);
                    ground.say(
                            "%d writes acknowledged, %d of them by a repeat; `up` killed %d times, its database %d times",
                            writers.done(), writers.repeated(), killed, databases);
                    again();
                    audit.facts(writers);
                    audit.log(Audit.database(up.data()));
                    compare(audit, writers);
                }
                Duration end = running.stop();
                ground.must(
                        end.compareTo(Duration.ofSeconds(10)) < 0,
                        "SIGTERM ends it within 10 s (%d ms)",
                        end.toMillis());
                ground.must(Servers.none(up.data()), "no PostgreSQL of the folder is left");
            } finally {
                running.close();
            }
        }

        /** Blows at random points of the progress. */
        private void disturb(Writers writers) throws Exception {
            int blows = Math.max(6, ground.writes() / 600);
            List<Integer> points = new ArrayList<>();
            List<Blow> kinds = new ArrayList<>(Stream.generate(() -> List.of(Blow.values()))
                    .flatMap(List::stream)
                    .limit(blows)
                    .toList());
            for (int i = 0; i < blows; i++) {
                points.add(ground.random().nextInt(ground.writes() / 50, ground.writes()));
            }
            Collections.sort(points);
            Collections.shuffle(kinds, ground.random());
            for (int i = 0; i < blows; i++) {
                int point = points.get(i);
                ground.await(
                        "writing goes on to " + point + " (at " + writers.done() + ")",
                        Duration.ofMinutes(10),
                        () -> writers.finished() || writers.done() >= point);
                ground.pause(1, 200);
                strike(kinds.get(i), writers);
            }
        }

        private void strike(Blow blow, Writers writers) throws Exception {
            int done = writers.done();
            long start = System.nanoTime();
            switch (blow) {
                case DATABASE -> killDatabase(Servers.postmaster(up.data()));
                case DATABASE_PROCESS -> killDatabase(anyProcess());
                case UP -> killUp();
                case UP_AND_WAIT -> {
                    killUp();
                    Duration gone =
                            ground.await("the database ends without its `up`", SOON, () -> Servers.none(up.data()));
                    ground.say("  the database was gone %d ms after", gone.toMillis());
                }
                case UP_AND_WATCHDOG -> {
                    killWatchdog();
                    ground.must(!Servers.none(up.data()), "a server without its `up` and its watchdog goes on");
                }
                case UP_AT_START -> {
                    killUp();
                    running = up.launch();
                    ground.pause(1, 6_000);
                    killUp();
                }
            }
            if (!running.alive()) {
                running = up.start();
            }
            ground.await(
                    "writing goes on after " + blow,
                    SOON,
                    () -> (writers.finished() || writers.done() > done + Writers.THREADS) && answered(writers));
            ground.say("%s at %d writes; goes on after %d ms", blow, done, (System.nanoTime() - start) / 1_000_000);
        }

        /** One write more than the writers', who may be done already. */
        private boolean answered(Writers writers) throws InterruptedException {
            String id = "after-" + killed + "-" + databases;
            try {
                return writers.tenant(0)
                                .admin()
                                .call("POST", "/api/v1/groups", Map.of("id", id, "name", id), id)
                                .status()
                        == 201;
            } catch (IOException away) {
                return false;
            }
        }

        private void killUp() throws InterruptedException {
            running.kill();
            killed++;
        }

        /** Both at once, as neither leaves the other dead. */
        private void killWatchdog() throws Exception {
            running.freeze();
            Servers.watchdog(running.pid()).destroyForcibly();
            killUp();
        }

        /** The running {@code up} must bring it back by itself. */
        private void killDatabase(ProcessHandle process) {
            process.destroyForcibly();
            databases++;
        }

        /** One of those that the first of them started, upon whose death it ends all others. */
        private ProcessHandle anyProcess() throws IOException {
            long first = Servers.postmaster(up.data()).pid();
            List<ProcessHandle> others = Servers.of(up.data()).stream()
                    .filter(p -> p.pid() != first)
                    .sorted()
                    .toList();
            return others.get(ground.random().nextInt(others.size()));
        }

        /** What is looked at afterwards comes from the disk, not from what a process remembers. */
        private void again() throws IOException, InterruptedException {
            killUp();
            running = up.start();
        }

        /** A gateway without anything on disk is asked the same as the one that went through it all. */
        private void compare(Audit audit, Writers writers) throws Exception {
            ChaosWorld.Doors doors = up.doors();
            int port = Launcher.freePort();
            String key = EnvironmentFile.read(up.data().resolve("gateway.key")).get("KEY");
            try (Running fresh = ground.launcher()
                    .start(
                            ground.work(),
                            Map.of(
                                    "MANDATE_CONTROL_URL", doors.control().toString(),
                                    "MANDATE_GATEWAY_KEY", key,
                                    "MANDATE_GATEWAY_PORT", Integer.toString(port),
                                    "MANDATE_GATEWAY_PUBLIC_URL",
                                            doors.gateway().toString(),
                                    "MANDATE_GATEWAY_DATA", "fresh"),
                            "gateway")
                    .awaitReady(Up.LONGEST_START)) {
                audit.gateways(writers, doors.gateway(), URI.create("http://127.0.0.1:" + port));
                fresh.stop();
            }
        }
    }
}
