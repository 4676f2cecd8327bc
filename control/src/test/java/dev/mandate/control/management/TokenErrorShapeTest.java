package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every error of the token endpoint has the members that OAuth clients read, whichever part of the control plane answers. */
class TokenErrorShapeTest {
    private static final String POST = "POST %s HTTP/1.1";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    private static Arguments error(int status, String error, String... head) {
        return Arguments.of(status, error, head);
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                error(400, "invalid_request", POST, "Host: a", "Content-Type: text/plain", "Content-Length: 0"),
                error(400, "invalid_request", POST, FORM, "Content-Length: 0"),
                error(400, "invalid_request", POST, "Host: a", "Content-Length: x"),
                error(400, "invalid_dpop_proof", POST, "Host: a", FORM, "DPoP: x", "Content-Length: 0"),
                error(405, "invalid_request", "GET %s HTTP/1.1", "Host: a"),
                error(405, "invalid_request", "TRACE %s HTTP/1.1", "Host: a"),
                error(408, "invalid_request", POST, "Host: a", FORM, "Content-Length: 9"),
                error(413, "invalid_request", POST, "Host: a", FORM, "Content-Length: 2097152"),
                error(414, "invalid_request", "POST %s?" + "a".repeat(17_000) + " HTTP/1.1", "Host: a"),
                error(431, "invalid_request", POST, "Host: a", "X: " + "a".repeat(33_000)),
                error(501, "invalid_request", POST, "Host: a", FORM, "Transfer-Encoding: gzip"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void namesTheError(int status, String error, String[] head) {
        for (String path : new String[] {"/oauth2/token", "/connect/token"}) {
            String[] lines = Stream.concat(Arrays.stream(head), Stream.of("Connection: close"))
                    .map(line -> line.replace("%s", path))
                    .toArray(String[]::new);
            try (Wire wire = Wire.from("127.0.0.51")) {
                has(status, error, wire.head(lines).answer());
            }
        }
    }

    @Test
    void namesTheErrorOfEachLimit() {
        has(
                429,
                "temporarily_unavailable",
                LimitedControl.until429(
                        "401",
                        "too many credentials from this address were refused",
                        () -> LimitedControl.token("127.0.0.52", "nobody", "wrong")));
        has(
                429,
                "temporarily_unavailable",
                LimitedControl.until429(
                        "405",
                        "this address sends too many requests",
                        () -> LimitedControl.get("127.0.0.53", "/oauth2/token")));
        has(401, "invalid_client", LimitedControl.token("127.0.0.54", "nobody", "wrong"));
    }

    private static void has(int status, String error, String answer) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("\"error\":\"" + error + "\"", "\"error_description\":\"");
    }
}
