package dev.mandate.bench.process;

import dev.mandate.control.postgres.Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Control nodes and gateways, each a process, on one database: all under one issuer and one master key. */
public final class Planes implements AutoCloseable {
    private static final String KEY = "the-key-of-the-gateways-in-this-run";
    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    private static final URI ISSUER = URI.create("http://gateway.test");
    private static final URI AUDIENCE = URI.create("http://control.test");

    private final Path work;
    private final Launcher launcher;
    private final Credentials database;
    private final List<Node> started = new ArrayList<>();

    /** @param work the folder of what they keep */
    public Planes(Path work, Launcher launcher, Credentials database) {
        this.work = work;
        this.launcher = launcher;
        this.database = database;
    }

    /** A process, and where it answers. */
    public record Node(String name, Running running, URI uri) {
        /** Waits until it is ready. */
        public Node ready() throws InterruptedException {
            running.awaitReady(LONGEST_START);
            return this;
        }
    }

    /** Where a control node of that name writes the first operator's credentials, if it is the first. */
    public Path operatorFile(String name) {
        return work.resolve(name + "-platform.env");
    }

    /** Launches a control node on that port; 0 for a free one. */
    public Node control(String name, int wanted, Map<String, String> more) throws IOException {
        int port = wanted == 0 ? Launcher.freePort() : wanted;
        Map<String, String> settings = new HashMap<>(Map.of(
                "MANDATE_DATABASE_URL", database.url(),
                "MANDATE_DATABASE_USERNAME", database.username(),
                "MANDATE_DATABASE_PASSWORD", database.password(),
                "MANDATE_TOKEN_ISSUER", ISSUER.toString(),
                "MANDATE_TOKEN_CONTROL", AUDIENCE.toString(),
                "MANDATE_TOKEN_MASTER_KEY_FILE", work.resolve("master.key").toString(),
                "MANDATE_GATEWAY_KEYS", KEY,
                "MANDATE_CONTROL_PORT", Integer.toString(port),
                "MANDATE_PLATFORM_FILE", operatorFile(name).toString()));
        settings.putAll(more);
        return started(name, launcher.start(work, settings, "control"), port);
    }

    /** Launches a gateway that is fed from there. */
    public Node gateway(String name, URI control, Map<String, String> more) throws IOException {
        int port = Launcher.freePort();
        Map<String, String> settings = new HashMap<>(Map.of(
                "MANDATE_CONTROL_URL", control.toString(),
                "MANDATE_GATEWAY_KEY", KEY,
                "MANDATE_GATEWAY_PORT", Integer.toString(port),
                "MANDATE_GATEWAY_PUBLIC_URL", ISSUER.toString(),
                "MANDATE_GATEWAY_DATA", work.resolve("gateway-" + name).toString()));
        settings.putAll(more);
        return started(name, launcher.start(work, settings, "gateway"), port);
    }

    private Node started(String name, Running running, int port) {
        Node node = new Node(name, running, URI.create("http://127.0.0.1:" + port));
        started.add(node);
        return node;
    }

    /** Ends all that still run, looks through what they said, and returns how long each took to end. */
    public Map<String, Duration> stop() throws InterruptedException {
        Map<String, Duration> ends = new LinkedHashMap<>();
        for (Node node : started) {
            if (node.running().alive()) {
                ends.put(node.name(), node.running().stop());
            }
            if (node.running().said().contains(KEY) || node.running().said().contains(database.password())) {
                throw new Broken("`" + node.name() + "` printed a secret");
            }
        }
        return ends;
    }

    @Override
    public void close() {
        started.forEach(node -> node.running().close());
    }
}
