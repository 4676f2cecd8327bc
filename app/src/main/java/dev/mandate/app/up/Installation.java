package dev.mandate.app.up;

import dev.mandate.app.Failure;
import dev.mandate.app.management.Endpoint;
import dev.mandate.control.ControlServer;
import dev.mandate.gateway.GatewayServer;
import dev.mandate.gateway.GatewaySettings;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Everything that {@code up} runs, in one process; closed in the opposite order of its start. */
public final class Installation implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final String HOST = "127.0.0.1";

    /**
     * What to run.
     *
     * @param data the folder to keep everything in
     */
    public record Options(Path data, int gatewayPort, int controlPort, boolean demo) {}

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final Options options;
    private @Nullable Addresses addresses;
    private @Nullable DemoSetup demo;

    private Installation(Options options) {
        this.options = options;
    }

    /** Where the parts answer. */
    public record Addresses(URI gateway, URI control, URI operations, URI gatewayOperations) {
        URI token() {
            return gateway.resolve("/oauth2/token");
        }
    }

    /**
     * Starts everything and returns when it is ready.
     *
     * @throws Failure with one line that says what to do
     */
    public static Installation start(Options options) {
        Installation installation = new Installation(options);
        try {
            installation.run();
            return installation;
        } catch (RuntimeException e) {
            installation.close();
            throw e;
        }
    }

    private void run() {
        Folder folder = opened(Folder.take(options.data()));
        int gatewayPort = Ports.claimed("--gateway-port", options.gatewayPort());
        int controlPort = Ports.claimed("--control-port", options.controlPort());
        URI gatewayUri = URI.create("http://" + HOST + ":" + gatewayPort);
        URI controlUri = URI.create("http://" + HOST + ":" + controlPort);
        String gatewayKey = folder.secret("gateway.key");
        ControlServer control =
                opened(ControlServer.start(controlProperties(folder, gatewayUri, controlUri, gatewayKey)));
        GatewayServer gateway =
                opened(GatewayServer.start(gatewaySettings(folder, gatewayUri, controlUri, gatewayKey)));
        Addresses found = new Addresses(
                gatewayUri,
                controlUri,
                URI.create("http://" + HOST + ":" + control.operationsPort()),
                URI.create("http://" + HOST + ":" + gateway.managementPort()));
        addresses = found;
        Endpoint platform = PlatformFile.completed(folder, control, found);
        if (options.demo()) {
            demo = opened(DemoSetup.start(folder, control, new DemoSetup.Access(found, platform)));
        }
        awaitReady(gateway);
    }

    private Map<String, Object> controlProperties(Folder folder, URI gateway, URI control, String gatewayKey) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", control.getPort());
        properties.put("mandate.database.data", folder.resolve("postgres").toString());
        properties.put("mandate.token.issuer", gateway.toString());
        properties.put("mandate.token.control", control.toString());
        properties.put(
                "mandate.token.master-key-file",
                folder.resolve("token-master.key").toString());
        properties.put("mandate.gateway-keys", List.of(gatewayKey));
        return properties;
    }

    private static GatewaySettings gatewaySettings(Folder folder, URI gateway, URI control, String gatewayKey) {
        return GatewaySettings.from(Map.of(
                "MANDATE_GATEWAY_HOST", HOST,
                "MANDATE_GATEWAY_PORT", Integer.toString(gateway.getPort()),
                "MANDATE_GATEWAY_PUBLIC_URL", gateway.toString(),
                "MANDATE_GATEWAY_DATA", folder.resolve("gateway").toString(),
                "MANDATE_CONTROL_URL", control.toString(),
                "MANDATE_GATEWAY_KEY", gatewayKey));
    }

    private static void awaitReady(GatewayServer gateway) {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        Optional<String> obstacle = gateway.obstacle();
        while (obstacle.isPresent()) {
            if (System.nanoTime() > end) {
                throw new Failure(
                        "the gateway is not ready after " + LONGEST_START.toSeconds() + " s: " + obstacle.get());
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            obstacle = gateway.obstacle();
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        running.push(part);
        return part;
    }

    /** Where the parts answer. */
    public Addresses addresses() {
        if (addresses == null) {
            throw new IllegalStateException("this is a bug: nothing was started");
        }
        return addresses;
    }

    /** Says that it is ready, and where. */
    public void announce(PrintWriter out) {
        Addresses at = addresses();
        out.println("Mandate is ready");
        out.println("  gateway     " + at.gateway() + "  (health and metrics " + at.gatewayOperations() + ")");
        out.println("  management  " + at.control() + "  (health and metrics " + at.operations() + ")");
        out.println("  operator's credentials in " + options.data().resolve("platform.env"));
        if (demo != null) {
            demo.announce(out);
            out.println("  the demonstration's in " + options.data().resolve("demo.env"));
        }
    }

    @Override
    public void close() {
        RuntimeException first = null;
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                first = first == null ? new Failure("a part did not close: " + e.getMessage(), e) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
