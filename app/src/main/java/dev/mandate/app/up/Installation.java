package dev.mandate.app.up;

import dev.mandate.app.file.Failure;
import dev.mandate.app.file.Folder;
import dev.mandate.app.process.Foreground;
import dev.mandate.app.process.Settings;
import dev.mandate.control.ControlServer;
import dev.mandate.gateway.GatewayServer;
import dev.mandate.protocol.gateway.ControlPath;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Everything that {@code up} runs, in one process; closed in the opposite order of its start. */
public final class Installation implements Foreground.Running {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final String HOST = "127.0.0.1";

    /**
     * What to run.
     *
     * @param data the folder to keep everything in
     * @param demo whether with the demonstration
     */
    public record Options(Path data, boolean demo) {}

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final Options options;
    private final Settings given;
    private @Nullable Addresses addresses;
    private @Nullable Demonstration demo;
    private Optional<String> refusal = Optional.empty();

    private Installation(Options options, Settings given) {
        this.options = options;
        this.given = given;
    }

    /** Where the parts answer. */
    public record Addresses(URI gateway, URI control, URI operations, URI gatewayOperations) {
        URI token() {
            return gateway.resolve(ControlPath.TOKEN);
        }
    }

    /**
     * Starts everything and returns when it is ready.
     *
     * @param given what is set otherwise than it would be here
     * @throws Failure with one line that says what to do
     */
    public static Installation start(Options options, Settings given) {
        Installation installation = new Installation(options, given);
        try {
            installation.run();
            return installation;
        } catch (RuntimeException e) {
            installation.close();
            throw e;
        }
    }

    private void run() {
        Folder folder = opened(Folder.take(options.data(), "--data"));
        Settings settings = settings(folder);
        ControlServer control = opened(ControlServer.start(settings.control()));
        GatewayServer gateway = opened(GatewayServer.start(settings.gateway()));
        Addresses found = new Addresses(
                local(gateway.port()),
                local(control.port()),
                local(control.operationsPort()),
                local(gateway.managementPort()));
        addresses = found;
        PlatformFile.complete(folder, control, found);
        if (options.demo()) {
            demo = opened(Demonstration.start(DemoGround.of(folder, control, found)));
        }
        awaitReady(gateway);
        refusal = PlatformFile.refusal(folder);
    }

    /** What the two planes must know of each other, unless it is set; the ports are settled before either starts. */
    private Settings settings(Folder folder) {
        int gatewayPort = port("MANDATE_GATEWAY_PORT", "8080", "--gateway-port");
        int controlPort = port("MANDATE_CONTROL_PORT", "8081", "--control-port");
        String gateway = local(gatewayPort).toString();
        String control = local(controlPort).toString();
        String key = folder.secret("gateway.key");
        return given.behind(Map.of(
                        "MANDATE_DATABASE_DATA", folder.resolve("postgres").toString(),
                        "MANDATE_TOKEN_MASTER_KEY_FILE",
                                folder.resolve("token-master.key").toString(),
                        "MANDATE_TOKEN_ISSUER",
                                given.find("MANDATE_GATEWAY_PUBLIC_URL").orElse(gateway),
                        "MANDATE_TOKEN_CONTROL", control,
                        "MANDATE_GATEWAY_KEYS", key,
                        "MANDATE_GATEWAY_KEY", key,
                        "MANDATE_GATEWAY_PUBLIC_URL", gateway,
                        "MANDATE_GATEWAY_DATA", folder.resolve("gateway").toString(),
                        "MANDATE_CONTROL_URL", control))
                .with(Map.of(
                        "MANDATE_GATEWAY_PORT", Integer.toString(gatewayPort),
                        "MANDATE_CONTROL_PORT", Integer.toString(controlPort)));
    }

    private int port(String name, String otherwise, String option) {
        String text = given.find(name).orElse(otherwise);
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new Failure(
                    "`" + name + "` and " + option + " must be a port, or 0 for a free one, not `" + text + "`");
        }
        return Ports.claimed(option, Integer.parseInt(text));
    }

    private static URI local(int port) {
        return URI.create("http://" + HOST + ":" + port);
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

    /** None: it is ready from its start on. */
    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    @Override
    public void announce(PrintWriter out) {
        Addresses at = addresses();
        out.println("Mandate is ready");
        out.println("  gateway     " + at.gateway() + "  (health and metrics " + at.gatewayOperations() + ")");
        out.println("  management  " + at.control() + "  (health and metrics " + at.operations() + ")");
        String credentials = "operator's credentials in " + options.data().resolve(PlatformFile.NAME);
        out.println("  "
                + refusal.map(why -> credentials + " do not work any more (" + why
                                + "): write others there, or stop and run `./mandate recover --data " + options.data()
                                + "`")
                        .orElse(credentials));
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
