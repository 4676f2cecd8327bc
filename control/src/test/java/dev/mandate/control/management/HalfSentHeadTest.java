package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that begin a request and do not end its head: no other caller waits for them. */
class HalfSentHeadTest {
    private static final String HALF = "POST /oauth2/token HTTP/1.1\r\n";

    private static List<Wire> halves(String address, int number) {
        List<Wire> wires = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            wires.add(LimitedControl.from(address).send(HALF));
        }
        return wires;
    }

    private static String tokenFrom(String address) {
        return LimitedControl.token(
                address, LimitedControl.keys().clientId(), LimitedControl.keys().clientSecret());
    }

    @Test
    void stopNobodyElse() {
        List<Wire> wires = halves("127.0.0.2", 2 * LimitedControl.CONNECTIONS);
        try {
            assertThat(tokenFrom("127.0.0.1")).startsWith("HTTP/1.1 200 ");
        } finally {
            wires.forEach(Wire::close);
        }
    }

    @Test
    void endWithoutAnAnswer() {
        try (Wire wire = LimitedControl.from("127.0.0.3").send(HALF)) {
            assertThat(wire.answer()).isEmpty();
        }
    }

    @Test
    void endThoughAByteComesNowAndThen() {
        try (Wire wire = LimitedControl.from("127.0.0.4").send(HALF + "X: ").trickle()) {
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void endOnAConnectionThatServedARequestBefore() {
        try (Wire wire = LimitedControl.from("127.0.0.5")) {
            assertThat(wire.head("GET /problems HTTP/1.1", "Host: a").status()).isEqualTo("HTTP/1.1 200 ");
            assertThat(wire.send(HALF).answer()).doesNotContain("HTTP/1.1");
        }
    }

    /** All callers of a load balancer come from its address. */
    @ParameterizedTest
    @ValueSource(strings = {LimitedControl.PROXY, LimitedControl.PROXY_OF_NETWORK})
    void leaveATrustedProxyItsConnections(String proxy) {
        List<Wire> wires = halves(proxy, LimitedControl.CONNECTIONS_OF_ADDRESS + 5);
        try {
            assertThat(tokenFrom(proxy)).startsWith("HTTP/1.1 200 ");
        } finally {
            wires.forEach(Wire::close);
        }
    }
}
