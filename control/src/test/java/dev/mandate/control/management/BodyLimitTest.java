package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the bodies of requests may hold: bytes by their path, for a bounded time, of so many requests of one address. */
class BodyLimitTest {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    private static Wire asksForAToken(String address, String... more) {
        List<String> head = new ArrayList<>(List.of("POST /oauth2/token HTTP/1.1", "Host: a", FORM));
        head.addAll(List.of(more));
        return Wire.from(address).head(head.toArray(String[]::new));
    }

    @Test
    void refusesWhatIsDeclaredTooLargeUnsent() {
        List<Wire> wires = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            wires.add(asksForAToken("127.0.0.21", "Content-Length: 2097152"));
        }
        for (Wire wire : wires) {
            assertThat(wire.status()).isEqualTo("HTTP/1.1 413 ");
            wire.close();
        }
    }

    @Test
    void refusesALongFormWithoutADeclaredLength() {
        try (Wire wire = asksForAToken("127.0.0.22", "Transfer-Encoding: chunked", "Connection: close")) {
            String chunk = "400\r\n" + "a".repeat(1_024) + "\r\n";
            assertThat(wire.send(chunk.repeat(17)).send("0\r\n\r\n").answer())
                    .startsWith("HTTP/1.1 413 ")
                    .contains("application/problem+json", "\"code\":\"too_large\"");
        }
    }

    @Test
    void endsABodyThatFallsSilent() {
        try (Wire wire = asksForAToken("127.0.0.23", "Content-Length: 100")) {
            assertThat(wire.send("grant_type=").answer())
                    .startsWith("HTTP/1.1 408 ")
                    .contains("application/problem+json", "\"code\":\"body_timeout\"");
        }
    }

    /** Long before a silence of 10 s is over, which is what a connection may be held for before the deadline. */
    @ParameterizedTest
    @CsvSource({"/oauth2/token, 408", "/api/v1/spaces, 401"})
    void closesTheConnectionOfABodyThatDoesNotCome(String path, int status) {
        // started before its answers are timed
        LimitedControl.server();
        long before = System.nanoTime();
        try (Wire wire = LimitedControl.from("127.0.0.26")) {
            String[] head = {"POST " + path + " HTTP/1.1", "Host: a", FORM, "Content-Length: 100"};
            assertThat(wire.head(head).send("grant_type=").answer()).startsWith("HTTP/1.1 " + status + " ");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
    }

    /** The limits refuse before anything reads the body. */
    @Test
    void discardsTheBodyOfWhatALimitRefuses() {
        String limit = "this gateway sends too many requests";
        String path = "/internal/nothing";
        String bearer = "Authorization: Bearer " + Control.GATEWAY_KEY;
        String[] head = {"POST " + path + " HTTP/1.1", "Host: a", bearer, FORM, "Content-Length: 100"};
        LimitedControl.until429("404", limit, () -> LimitedControl.get("127.0.0.27", path, bearer));
        AtomicLong begun = new AtomicLong();
        LimitedControl.until429("404", limit, () -> {
            begun.set(System.nanoTime());
            try (Wire wire = LimitedControl.from("127.0.0.27")) {
                return wire.head(head).send("grant_type=").answer();
            }
        });
        assertThat(Duration.ofNanos(System.nanoTime() - begun.get())).isLessThan(Duration.ofSeconds(8));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /user-services/users/owner/saleschannel-binding/a, 65536",
        "POST, /api/v1/spaces, 1048576",
        "POST, /api/v1/apis, 25165824",
        "PATCH, /api/v1/spaces/none, 1048576",
        "DELETE, /api/v1/users/none, 1048576"
    })
    void boundsEachBodyByItsPath(String method, String path, int most) {
        boolean ofATenant = path.startsWith("/user-services/");
        Client caller =
                (ofATenant ? Registry.open().owner() : Control.operator()).with("Content-Type", "application/json");
        Answer over = caller.raw(method, path, " ".repeat(most + 1));
        over.is(413, "too_large");
        assertThat(over.text("detail")).contains(Integer.toString(most));
        assertThat(caller.raw(method, path, " ".repeat(most)).status()).isNotEqualTo(413);
    }

    @Test
    void answersThoughNobodyReadTheBody() {
        Answer refused = Control.anonymous()
                .with("Content-Type", "application/json")
                .raw("POST", "/api/v1/spaces", " ".repeat(900_000));
        refused.is(401, "credential_missing");
    }

    @Test
    void readsNoFormInManagement() {
        Client owner = Studio.open().owner();
        owner.with("Content-Type", "application/x-www-form-urlencoded")
                .raw("DELETE", "/api/v1/users/none", "limit=1")
                .is(415, "unsupported_media_type");
    }

    @Test
    void boundsWhatOneAddressHasInProgress() {
        List<Wire> wires = new ArrayList<>();
        try {
            String answer = "";
            while (!answer.startsWith("HTTP/1.1 429 ")) {
                wires.add(asksForAToken("127.0.0.24", "Content-Length: 100"));
                if (wires.size() > 128) {
                    answer = probe("127.0.0.24");
                }
                assertThat(wires).hasSizeLessThan(1_000);
            }
            assertThat(answer).contains("\nRetry-After: 1\n", "too_many_requests");
            assertThat(probe("127.0.0.25")).startsWith("HTTP/1.1 400 ").contains("invalid_request");
            assertThat(Control.operator().get("/api/v1/tenants").status()).isEqualTo(200);
        } finally {
            wires.forEach(Wire::close);
        }
    }

    /** One app's stalled bodies would otherwise fill the memory of all callers. */
    @Test
    void boundsTheBytesThatOneAppHoldsInBodies() {
        Client owner = Studio.open().owner();
        List<Wire> wires = new ArrayList<>();
        try {
            for (int i = 0; i < 18; i++) {
                Wire wire = Wire.from("127.0.0.29")
                        .head(
                                "POST /api/v1/groups HTTP/1.1",
                                "Host: a",
                                "Authorization: " + owner.headers().get("Authorization"),
                                "Content-Type: application/json",
                                "Content-Length: 1048576");
                wires.add(wire.send("{\"name\":\"" + "a".repeat(1_000_000)));
            }
            assertThat(Registry.open().owner().get("/api/v1/spaces").status()).isEqualTo(200);
            List<String> statuses = wires.stream().map(Wire::status).toList();
            assertThat(statuses).contains("HTTP/1.1 429 ").containsOnly("HTTP/1.1 429 ", "HTTP/1.1 408 ");
        } finally {
            wires.forEach(Wire::close);
        }
        assertThat(owner.post("/api/v1/groups", Map.of("name", "after the stall"))
                        .status())
                .isEqualTo(201);
    }

    private static String probe(String address) {
        try (Wire wire = asksForAToken(address, "Content-Length: 0", "Connection: close")) {
            return wire.answer();
        }
    }

    @Test
    void importsMoreThanOtherCallsMaySend() {
        Control.operator()
                .post("/api/v1/apis", Map.of("id", "large", "kind", "switch", "document", " ".repeat(2 << 20)))
                .is(400);
    }
}
