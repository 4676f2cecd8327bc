package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.ControlServer;
import dev.mandate.control.tenant.FirstOperator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each limit refuses, and whom it leaves alone: a control plane with limits that a test can reach. */
class LimitsTest {
    private static final int ENOUGH = 400;

    private static ControlServer server;
    private static FirstOperator.Keys keys;

    @BeforeAll
    static void start(@TempDir Path folder) {
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
                Control.GATEWAY_KEY));
        settings.putAll(Map.of(
                "mandate.limit.address", "20",
                "mandate.limit.failures", "4",
                "mandate.limit.failures-of-app", "1",
                "mandate.limit.tokens", "3",
                "mandate.limit.app", "3",
                "mandate.limit.gateway", "2"));
        server = ControlServer.start(settings);
        keys = server.firstOperator().orElseThrow();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String sent(String address, String... head) {
        try (Wire wire = Wire.from(address, server.port())) {
            return wire.head(head).answer();
        }
    }

    private static String get(String address, String path, String... more) {
        String[] lines = Stream.concat(
                        Stream.of("GET " + path + " HTTP/1.1", "Host: a", "Connection: close"), Stream.of(more))
                .toArray(String[]::new);
        return sent(address, lines);
    }

    private static String token(String address, String app, String secret) {
        String form = "grant_type=client_credentials&client_id=" + app + "&client_secret="
                + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        try (Wire wire = Wire.from(address, server.port())) {
            return wire.head(
                            "POST /oauth2/token HTTP/1.1",
                            "Host: a",
                            "Connection: close",
                            "Content-Type: application/x-www-form-urlencoded",
                            "Content-Length: " + form.length())
                    .send(form)
                    .answer();
        }
    }

    private static String status(String answer) {
        return answer.substring(9, 12);
    }

    /** Sends the same until it is refused; it was answered so before. */
    private static String until429(String before, Supplier<String> call) {
        for (int i = 0; i < ENOUGH; i++) {
            String answer = call.get();
            if (status(answer).equals("429")) {
                assertThat(answer).contains("\"code\":\"too_many_requests\"", "Retry-After: 1");
                return answer;
            }
            assertThat(status(answer)).isEqualTo(before);
        }
        throw new AssertionError("never refused");
    }

    private static Client operator() {
        return new Client(server.port(), Map.of()).as(keys.clientId(), keys.clientSecret());
    }

    @Test
    void limitsAnAddressAndNoOther() {
        until429("200", () -> get("127.0.0.61", "/problems/not_found"));
        assertThat(status(get("127.0.0.62", "/problems/not_found"))).isEqualTo("200");
    }

    @Test
    void limitsWhatAnAddressFails() {
        until429("401", () -> get("127.0.0.63", "/api/v1/spaces"));
        assertThat(status(get("127.0.0.64", "/api/v1/spaces"))).isEqualTo("401");
    }

    @Test
    void locksNoAppOutByTheFailuresOfAStranger() {
        until429("401", () -> token("127.0.0.65", keys.clientId(), "wrong"));
        assertThat(status(token("127.0.0.65", keys.clientId(), keys.clientSecret())))
                .isEqualTo("429");
        assertThat(status(token("127.0.0.65", "another", "wrong"))).isEqualTo("401");
        assertThat(status(token("127.0.0.66", keys.clientId(), keys.clientSecret())))
                .isEqualTo("200");
    }

    /** An app of the operators that one test may exhaust: the first operator's own stays usable for the others. */
    private static Answer app(String name) {
        Client operator = operator();
        String user = operator.get("/api/v1/users")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        return operator.post("/api/v1/apps", Map.of("name", name, "onBehalfOf", user, "scopes", List.of("read")))
                .is(201);
    }

    private static String secret(Answer made) {
        return made.json().path("secret").path("value").asString();
    }

    @Test
    void limitsTheTokensOfAnApp() {
        Answer made = app("greedy");
        String secret = secret(made);
        until429("200", () -> token("127.0.0.67", made.text("id"), secret));
        assertThat(status(token("127.0.0.68", made.text("id"), secret))).isEqualTo("429");
    }

    @Test
    void limitsTheRequestsOfAnAppFromAnywhere() {
        Answer made = app("busy");
        Client busy = new Client(server.port(), Map.of()).as(made.text("id"), secret(made));
        String bearer = "Authorization: " + busy.headers().get("Authorization");
        until429("200", () -> get("127.0.0.69", "/api/v1/tenants", bearer));
        assertThat(status(get("127.0.0.70", "/api/v1/tenants", bearer))).isEqualTo("429");
        assertThat(status(get("127.0.0.70", "/api/v1/tenants"))).isEqualTo("401");
    }

    @Test
    void limitsAGatewayByItsKey() {
        String bearer = "Authorization: Bearer " + Control.GATEWAY_KEY;
        until429("404", () -> get("127.0.0.71", "/internal/nothing", bearer));
        assertThat(status(get("127.0.0.71", "/internal/nothing"))).isEqualTo("401");
    }

    @Test
    void countsTheCallersOfAGatewayEachByTheirOwn() {
        String key = "Mandate-Gateway-Key: " + Control.GATEWAY_KEY;
        until429("200", () -> get("127.0.0.72", "/problems/not_found", key, "Mandate-Caller-Address: 192.0.2.1"));
        assertThat(status(get("127.0.0.72", "/problems/not_found", key, "Mandate-Caller-Address: 192.0.2.2")))
                .isEqualTo("200");
        assertThat(status(get("127.0.0.72", "/problems/not_found"))).isEqualTo("200");
    }

    @Test
    void countsWhatItRefuses() {
        until429("401", () -> token("127.0.0.73", "counted", "wrong"));
        try (Wire wire = Wire.from("127.0.0.73", server.operationsPort())) {
            assertThat(wire.head("GET /metrics HTTP/1.1", "Host: a", "Connection: close")
                            .answer())
                    .contains("mandate_requests_refused_total{limit=\"failures_of_app\"}")
                    .doesNotContain("mandate_requests_refused_total{limit=\"failures_of_app\"} 0.0");
        }
    }
}
