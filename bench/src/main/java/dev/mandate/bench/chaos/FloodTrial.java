package dev.mandate.bench.chaos;

import dev.mandate.bench.process.AnsweringApi;
import dev.mandate.bench.process.BenchApp;
import dev.mandate.bench.process.Launcher;
import dev.mandate.bench.process.Memory;
import dev.mandate.bench.process.Running;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Strangers flood an {@code up} of 512 MiB heap while a tenant works: from addresses of their own, then from the tenant's. */
final class FloodTrial implements Trial {
    private static final Duration FLOOD = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int STRANGERS = 8;
    private static final double MOST_GROWTH_MIB = 32;
    private static final double MOST_RESIDENT_MIB = 1_024;
    private static final long MOST_LOG_BYTES = 10_000_000;

    /** One installation under flood, and where its operators look. */
    private record Scene(
            Ground ground, Up up, Running running, ChaosWorld world, URI gatewayHealth, URI controlHealth) {
        Attack.Target target() throws InterruptedException {
            ChaosWorld.Doors doors = world.doors();
            return new Attack.Target(
                    doors.control(),
                    doors.gateway(),
                    world.tenants().getLast().vendor().token());
        }

        long logBytes() throws IOException {
            Path database = up.data().resolve("postgres").resolve("server.log");
            return running.said().length() + (Files.exists(database) ? Files.size(database) : 0);
        }
    }

    @Override
    public void run(Ground ground) throws Exception {
        int gatewayHealth = Launcher.freePort();
        int controlHealth = Launcher.freePort();
        Map<String, String> environment = Map.of(
                "MANDATE_JAVA_OPTIONS",
                "-Xmx512m",
                "MANDATE_GATEWAY_MANAGEMENT_PORT",
                Integer.toString(gatewayHealth),
                "MANDATE_CONTROL_MANAGEMENT_PORT",
                Integer.toString(controlHealth));
        Up up = new Up(ground, ground.work().resolve("data"), environment);
        try (AnsweringApi upstream = AnsweringApi.start();
                Running running = up.start()) {
            ChaosWorld world = ChaosWorld.make(up.doors(), up.operator(), upstream.uri(), 2);
            Scene scene = new Scene(
                    ground,
                    up,
                    running,
                    world,
                    URI.create("http://127.0.0.1:" + gatewayHealth),
                    URI.create("http://127.0.0.1:" + controlHealth));
            elsewhere(scene);
            sameAddress(scene);
            said(scene);
            ground.say("it took %d ms to end", running.stop().toMillis());
        }
    }

    private static void elsewhere(Scene scene) throws Exception {
        Ground ground = scene.ground();
        List<Stranger> strangers = IntStream.range(2, 2 + STRANGERS)
                .mapToObj(i -> new Stranger("127.0.0." + i))
                .toList();
        try (Work work =
                Work.begin(scene.world().doors(), scene.world().tenants().getFirst())) {
            Memory before = Memory.of(scene.running().pid());
            try (Flood flood = new Flood(scene.target(), strangers, ground.random())) {
                memory(scene, before, ground.quick() ? SHORT : FLOOD);
                flood.end();
                tell(ground, flood);
            }
            work.end();
            ground.must(
                    work.faults().isEmpty(),
                    "all of %d calls of the tenant were answered as expected, half of those to its API within %d ms, 99%% within"
                            + " %d ms %s",
                    work.calls(),
                    work.millis(.5),
                    work.millis(.99),
                    work.faults());
            found(scene, work);
        }
    }

    /** Looks at memory and readiness until the time is over. */
    private static void memory(Scene scene, Memory before, Duration time) throws Exception {
        long pid = scene.running().pid();
        long begun = System.nanoTime();
        long quarter = time.toMillis() / 4;
        double most = watch(scene, begun, quarter);
        Memory first = Memory.of(pid);
        most = Math.max(most, watch(scene, begun, time.toMillis()));
        Memory last = Memory.of(pid);
        Ground ground = scene.ground();
        ground.must(
                last.live() - first.live() < MOST_GROWTH_MIB,
                "the heap holds %.0f MiB before the flood, %.0f MiB after a quarter of it and %.0f MiB at its end, after collection",
                before.live(),
                first.live(),
                last.live());
        ground.must(most < MOST_RESIDENT_MIB, "never more than %.0f MiB resident", most);
    }

    private static double watch(Scene scene, long begun, long untilMillis) throws Exception {
        double most = 0;
        while ((System.nanoTime() - begun) / 1_000_000 < untilMillis) {
            most = Math.max(most, Memory.pss(scene.running().pid()));
            ready(scene);
            Thread.sleep(1_000);
        }
        scene.ground().say("holds: both planes were ready, with no warning, at %d s", untilMillis / 1_000);
        return most;
    }

    /** No record that counts is lost, and each plane goes on: green, without a warning. */
    private static void ready(Scene scene) throws Exception {
        BenchApp.Answer gateway = health(scene, scene.gatewayHealth());
        BenchApp.Answer control = health(scene, scene.controlHealth());
        if (gateway.status() != 200
                || control.status() != 200
                || !gateway.body().path("warnings").isEmpty()) {
            scene.ground()
                    .must(
                            false,
                            "readiness: gateway %d %s, control %d %s",
                            gateway.status(),
                            gateway.body(),
                            control.status(),
                            control.body());
        }
    }

    private static BenchApp.Answer health(Scene scene, URI plane) throws Exception {
        return scene.world().tenants().getLast().admin().at(plane).call("GET", "/readyz", null, null);
    }

    private static void tell(Ground ground, Flood flood) {
        flood.tallies()
                .forEach((attack, tally) ->
                        ground.say("%s: %d requests, by status %s", attack, tally.requests(), tally));
        flood.tallies()
                .forEach((attack, tally) ->
                        ground.must(tally.fault().isEmpty(), "%s: no 500 and no page %s", attack, tally.fault()));
    }

    private static void found(Scene scene, Work work) throws Exception {
        BenchApp admin = scene.world().tenants().getFirst().admin();
        Set<String> missing = new TreeSet<>(work.denials());
        int all = missing.size();
        Duration took = scene.ground().await("every denial is found by its id", LONG, () -> {
            for (String id : List.copyOf(missing)) {
                if (admin.call("GET", "/api/v1/decisions/" + id, null, null).status() == 200) {
                    missing.remove(id);
                }
            }
            return missing.isEmpty();
        });
        scene.ground()
                .say(
                        "holds: all of %d denials of the tenant are found by their ids, after %d ms",
                        all, took.toMillis());
        BenchApp.Answer gateway = health(scene, scene.gatewayHealth());
        var records = gateway.body().path("records");
        scene.ground()
                .must(
                        records.path("full").asInt() == 0
                                && records.path("refused").asInt() == 0
                                && records.path("sampled").asInt() > 0,
                        "only strangers' records are left out: %s",
                        records);
    }

    /** Who shares an address with a flood shares its limits at the control plane; what gateways decide is not limited. */
    private static void sameAddress(Scene scene) throws Exception {
        Ground ground = scene.ground();
        try (Work work =
                Work.begin(scene.world().doors(), scene.world().tenants().getLast())) {
            try (Flood flood = new Flood(scene.target(), List.of(new Stranger("127.0.0.1")), ground.random())) {
                Thread.sleep(SHORT);
                flood.end();
                tell(ground, flood);
            }
            work.end();
            ground.say(
                    "at the flood's own address: %s of %d calls were answered otherwise: %s",
                    work.failed(), work.calls(), work.faults());
            ground.must(
                    work.faults().keySet().stream().noneMatch(name -> name.endsWith(" call")),
                    "decisions of the gateway do not depend on the caller's address");
        }
    }

    private static void said(Scene scene) throws Exception {
        String said = scene.running().said();
        long traces = said.lines().filter(line -> line.startsWith("\tat ")).count();
        scene.ground()
                .must(
                        traces == 0 && !said.contains("OutOfMemoryError"),
                        "no trace and no OutOfMemoryError in the log, %d lines of traces",
                        traces);
        scene.ground().must(scene.logBytes() < MOST_LOG_BYTES, "%.1f kB of log", scene.logBytes() / 1e3);
    }
}
