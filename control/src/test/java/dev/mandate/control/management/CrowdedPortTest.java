package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Idle connections of strangers at a port whose table of connections they would fill: others connect, and keep what they have. */
class CrowdedPortTest {
    private static final String REQUEST = "GET /problems/not_found HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String KEY = "Authorization: Bearer " + Control.GATEWAY_KEY;

    private final List<Wire> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Wire::close);
    }

    /** Opens connections from four addresses, none with more than it may have, that are more than the table has room for. */
    private void strangers(String send) {
        for (int i = 0; i < 3 * LimitedControl.CONNECTIONS / 2; i++) {
            open.add(LimitedControl.from("127.0.1." + (1 + i % 4)).send(send));
        }
    }

    private Wire wire(String address) {
        Wire wire = LimitedControl.from(address);
        open.add(wire);
        return wire;
    }

    private static String token(String address) {
        return LimitedControl.token(
                address, LimitedControl.keys().clientId(), LimitedControl.keys().clientSecret());
    }

    private static String bearer() {
        Client operator = new Client(LimitedControl.server().port(), Map.of())
                .as(LimitedControl.keys().clientId(), LimitedControl.keys().clientSecret());
        return "Authorization: " + operator.headers().get("Authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {REQUEST, "", "\r\n", "GET /problems/not_found HTTP/1.1\r\n"})
    void leavesRoomForOthers(String send) {
        String bearer = bearer();
        strangers(send);
        assertThat(token("127.0.1.11")).startsWith("HTTP/1.1 200 ");
        assertThat(LimitedControl.get("127.0.1.12", "/api/v1/tenants", bearer)).startsWith("HTTP/1.1 200 ");
        assertThat(LimitedControl.get("127.0.1.13", "/problems/not_found", KEY)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void keepsTheConnectionsOfKnownCallers() {
        String bearer = bearer();
        Wire gateway = wire("127.0.1.21").head("GET /internal/nothing HTTP/1.1", "Host: a", KEY);
        assertThat(gateway.status()).startsWith("HTTP/1.1 4");
        Wire hop = wire("127.0.1.22")
                .head(
                        "GET /problems/not_found HTTP/1.1",
                        "Host: a",
                        "Mandate-Gateway-Key: " + Control.GATEWAY_KEY,
                        "Mandate-Caller-Address: 192.0.2.9");
        assertThat(hop.status()).startsWith("HTTP/1.1 200 ");
        Wire manager = wire("127.0.1.23").head("GET /api/v1/tenants HTTP/1.1", "Host: a", bearer);
        assertThat(manager.status()).startsWith("HTTP/1.1 200 ");
        strangers(REQUEST);
        for (Wire known : List.of(gateway, hop, manager)) {
            known.head("GET /problems/last_administrator HTTP/1.1", "Host: a", "Connection: close");
            assertThat(known.answer()).contains("HTTP/1.1 200 ");
        }
    }

    @Test
    void saysThatAStrangersConnectionEnds() {
        String bearer = bearer();
        assertThat(alive("127.0.1.31")).contains("HTTP/1.1 200 ").doesNotContain("\nConnection: close\n\n");
        strangers("");
        Wire stranger = wire("127.0.1.32").send(REQUEST);
        assertThat(stranger.answer()).startsWith("HTTP/1.1 200 ").contains("\nConnection: close");
        Wire manager = wire("127.0.1.33").head("GET /api/v1/tenants HTTP/1.1", "Host: a", bearer);
        manager.head("GET /api/v1/tenants HTTP/1.1", "Host: a", bearer, "Connection: close");
        assertThat(manager.answer().split("HTTP/1.1 200 ", -1)).hasSize(3);
    }

    /** What is answered to two requests on one connection. */
    private String alive(String address) {
        Wire wire = wire(address).send(REQUEST);
        wire.head("GET /problems/not_found HTTP/1.1", "Host: a", "Connection: close");
        String answers = wire.answer();
        assertThat(answers.split("HTTP/1.1 200 ", -1)).hasSize(3);
        return answers.substring(0, answers.lastIndexOf("HTTP/1.1 200 "));
    }
}
