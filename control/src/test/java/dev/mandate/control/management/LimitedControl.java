package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.ControlServer;
import dev.mandate.control.tenant.FirstOperator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A control plane with limits that a test can reach, and trusted proxies, started once for all tests; and what a caller sends to it. */
final class LimitedControl {
    /** Of all connections together, and of one address. */
    static final int CONNECTIONS = 100;

    static final int CONNECTIONS_OF_ADDRESS = 40;
    /** More than each limit lets through at once. */
    private static final int ENOUGH = 400;

    /** Fewer than the smallest bucket holds, though some may have been refilled since it was spent. */
    private static final int REFILLED = 15;

    static final String PROXY = "127.0.0.90";
    static final String PROXY_OF_NETWORK = "127.0.9.7";

    private static final ControlServer SERVER = start();
    private static final FirstOperator.Keys KEYS = SERVER.firstOperator().orElseThrow();

    private LimitedControl() {}

    private static ControlServer start() {
        Path folder = folder();
        Map<String, Object> settings = new HashMap<>(Map.of(
                "server.port",
                "0",
                "mandate.database.data",
                folder.resolve("postgres").toString(),
                "mandate.token.issuer",
                Control.ISSUER,
                "mandate.token.control",
                Control.URL,
                "mandate.token.master-key-file",
                folder.resolve("master.key").toString(),
                "mandate.gateway-keys[0]",
                Control.GATEWAY_KEY,
                "mandate.control.proxies",
                PROXY + ",127.0.9.0/24"));
        settings.putAll(Map.of(
                "mandate.control.connections", Integer.toString(CONNECTIONS),
                "mandate.control.head-time", "1s",
                "mandate.body.time", "1s",
                "mandate.limit.connections", Integer.toString(CONNECTIONS_OF_ADDRESS),
                "mandate.limit.address", "20",
                "mandate.limit.failures", "4",
                "mandate.limit.tokens", "3",
                "mandate.limit.app", "3",
                "mandate.limit.gateway", "2"));
        ControlServer server = ControlServer.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return server;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("mandate-limited-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ControlServer server() {
        return SERVER;
    }

    static FirstOperator.Keys keys() {
        return KEYS;
    }

    static Wire from(String address) {
        return Wire.from(address, SERVER.port());
    }

    /** What is answered to a request without a body. */
    static String get(String address, String path, String... more) {
        String[] lines = Stream.concat(
                        Stream.of("GET " + path + " HTTP/1.1", "Host: a", "Connection: close"), Stream.of(more))
                .toArray(String[]::new);
        try (Wire wire = from(address)) {
            return wire.head(lines).answer();
        }
    }

    /** What is answered to a request for a token. */
    static String token(String address, String app, String secret, String... more) {
        String form = "grant_type=client_credentials&client_id=" + app + "&client_secret="
                + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String[] lines = Stream.concat(
                        Stream.of(
                                "POST /oauth2/token HTTP/1.1",
                                "Host: a",
                                "Connection: close",
                                "Content-Type: application/x-www-form-urlencoded",
                                "Content-Length: " + form.length()),
                        Stream.of(more))
                .toArray(String[]::new);
        try (Wire wire = from(address)) {
            return wire.head(lines).send(form).answer();
        }
    }

    static String status(String answer) {
        return answer.substring(9, 12);
    }

    /** Sends the same until a limit refuses it, for which the answer gives the reason; it was answered with the status before. */
    static String until429(String before, String reason, Supplier<String> call) {
        return until429(ENOUGH, before, reason, call);
    }

    /** The same of a budget that somebody else has spent: it is refused after far fewer calls than its bucket holds. */
    static String spentByOthers(String before, String reason, Supplier<String> call) {
        return until429(REFILLED, before, reason, call);
    }

    private static String until429(int most, String before, String reason, Supplier<String> call) {
        for (int i = 0; i < most; i++) {
            String answer = call.get();
            if (status(answer).equals("429")) {
                assertThat(answer).contains("\"code\":\"too_many_requests\"", reason, "\nRetry-After: 1\n");
                return answer;
            }
            assertThat(status(answer)).isEqualTo(before);
        }
        throw new AssertionError("never refused");
    }
}
