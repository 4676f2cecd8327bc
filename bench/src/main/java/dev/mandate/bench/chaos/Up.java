package dev.mandate.bench.chaos;

import dev.mandate.bench.process.BenchApp;
import dev.mandate.bench.process.Launcher;
import dev.mandate.bench.process.Running;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** An {@code up} without the demonstration, on ports that stay from start to start. */
final class Up {
    static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final Ground ground;
    private final Path data;
    private final Map<String, String> environment;
    private final int gatewayPort;
    private final int controlPort;

    Up(Ground ground, Path data, Map<String, String> environment) throws IOException {
        this.ground = ground;
        this.data = data;
        this.environment = environment;
        this.gatewayPort = Launcher.freePort();
        this.controlPort = Launcher.freePort();
    }

    Path data() {
        return data;
    }

    ChaosWorld.Doors doors() {
        return new ChaosWorld.Doors(
                URI.create("http://127.0.0.1:" + controlPort), URI.create("http://127.0.0.1:" + gatewayPort));
    }

    BenchApp operator() {
        return doors().operator(data.resolve("platform.env"));
    }

    /** Starts it and returns at once. */
    Running launch() throws IOException {
        return ground.launcher()
                .start(
                        ground.work(),
                        environment,
                        "up",
                        "--empty",
                        "--data",
                        data.toString(),
                        "--gateway-port",
                        Integer.toString(gatewayPort),
                        "--control-port",
                        Integer.toString(controlPort));
    }

    Running start() throws IOException, InterruptedException {
        return launch().awaitReady(LONGEST_START);
    }
}
