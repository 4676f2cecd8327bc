package dev.mandate.bench.chaos;

import dev.mandate.control.postgres.Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Control nodes and gateways, each a process, on one database: all under one issuer and one master key. */
final class Planes implements AutoCloseable {
    static final String KEY = "the-key-of-the-gateways-in-this-run";
    static final Duration LONGEST_START = Duration.ofMinutes(2);

    private static final URI ISSUER = URI.create("http://gateway.test");
    private static final URI AUDIENCE = URI.create("http://control.test");

    private final Ground ground;
    private final Credentials database;
    private final List<Node> started = new ArrayList<>();

    Planes(Ground ground, Credentials database) {
        this.ground = ground;
        this.database = database;
    }

    /** A process, and where it answers. */
    record Node(String name, Running running, URI uri) {
        Node ready() throws InterruptedException {
            running.awaitReady(LONGEST_START);
            return this;
        }
    }

    Path operatorFile(String name) {
        return ground.work().resolve(name + "-platform.env");
    }

    /** Launches a control node on that port; 0 for a free one. */
    Node control(String name, int wanted) throws IOException {
        int port = wanted == 0 ? Launcher.freePort() : wanted;
        Map<String, String> settings = new HashMap<>(Map.of(
                "MANDATE_DATABASE_URL", database.url(),
                "MANDATE_DATABASE_USERNAME", database.username(),
                "MANDATE_DATABASE_PASSWORD", database.password(),
                "MANDATE_TOKEN_ISSUER", ISSUER.toString(),
                "MANDATE_TOKEN_CONTROL", AUDIENCE.toString(),
                "MANDATE_TOKEN_MASTER_KEY_FILE",
                        ground.work().resolve("master.key").toString(),
                "MANDATE_GATEWAY_KEYS", KEY,
                "MANDATE_CONTROL_PORT", Integer.toString(port),
                "MANDATE_PLATFORM_FILE", operatorFile(name).toString()));
        return started(name, ground.launcher().start(ground.work(), settings, "control"), port);
    }

    /** Launches a gateway that is fed from there. */
    Node gateway(String name, URI control, Duration bound) throws IOException {
        int port = Launcher.freePort();
        Map<String, String> settings = Map.of(
                "MANDATE_CONTROL_URL", control.toString(),
                "MANDATE_GATEWAY_KEY", KEY,
                "MANDATE_GATEWAY_PORT", Integer.toString(port),
                "MANDATE_GATEWAY_PUBLIC_URL", ISSUER.toString(),
                "MANDATE_GATEWAY_DATA", ground.work().resolve("gateway-" + name).toString(),
                "MANDATE_GATEWAY_STALENESS", bound.toSeconds() + "s");
        return started(name, ground.launcher().start(ground.work(), settings, "gateway"), port);
    }

    private Node started(String name, Running running, int port) {
        Node node = new Node(name, running, URI.create("http://127.0.0.1:" + port));
        started.add(node);
        return node;
    }

    /** Ends all that still run, and looks through what they said. */
    void stop() throws InterruptedException {
        for (Node node : started) {
            if (node.running().alive()) {
                Duration end = node.running().stop();
                ground.must(
                        end.toSeconds() < 10,
                        "`%s` ends within 10 s after SIGTERM (%d ms)",
                        node.name(),
                        end.toMillis());
            }
            if (node.running().said().contains(KEY) || node.running().said().contains(database.password())) {
                throw new Broken("`" + node.name() + "` printed a secret");
            }
        }
    }

    @Override
    public void close() {
        started.forEach(node -> node.running().close());
    }
}
