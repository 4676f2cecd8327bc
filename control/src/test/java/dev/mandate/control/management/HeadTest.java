package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Heads that are refused before any of our code is asked: problems as all others, at both ports. */
class HeadTest {
    private static final String FIRST = "GET /api/v1/spaces HTTP/1.1";

    private static String answered(String... head) {
        return answered(Control.server().port(), head);
    }

    private static String answered(int port, String... head) {
        try (Wire wire = Wire.from("127.0.0.31", port)) {
            return wire.head(head).answer();
        }
    }

    private static void isProblem(String answer, int status, String code) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains(
                        "\nContent-Type: application/problem+json", "\"code\":\"" + code + "\"", "\"status\":" + status)
                .doesNotContain("<html", "Exception", "Tomcat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a|b", "a\"b", "a{b}", "a<b>", "a\\b", "a^b", "a`b", "a[b]", "\u00e4", "a b"})
    void answersARawCharacterInAQueryWithAProblem(String query) {
        String first = "GET /api/v1/spaces?limit=" + query + " HTTP/1.1";
        isProblem(answered(first, "Host: a", "Connection: close"), 400, "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/%zz HTTP/1.1",
                "GET /api/v1/../../x HTTP/1.1",
                "GET api HTTP/1.1",
                "G\u0001T / HTTP/1.1",
                "GET /a%2Fb HTTP/1.1",
                "GET /a;b=c HTTP/1.1",
                "GET /a//b HTTP/1.1",
                "GET / HTTP/9.9",
                "CONNECT a:1 HTTP/1.1",
                "nonsense"
            })
    void answersWhatCannotBeReadWithAProblem(String first) {
        assertThat(answered(first, "Host: a", "Connection: close"))
                .startsWith("HTTP/1.1 ")
                .doesNotStartWith("HTTP/1.1 500")
                .contains("\nContent-Type: application/problem+json")
                .doesNotContain("<html", "Exception");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "GET /a|b HTTP/1.1 ! X: y ! 400 ! malformed_request ! percent-encoded",
                "GET /a b HTTP/1.1 ! X: y ! 400 ! malformed_request ! a version of HTTP",
                "G(T / HTTP/1.1 ! X: y ! 400 ! malformed_request ! the method is not a token",
                "GET / HTTP/1.1 ! X y ! 400 ! malformed_request ! a name, a colon and a value",
                "GET / HTTP/1.1 ! Host: b ! 400 ! malformed_request ! exactly one `Host`",
                "GET /api/v1/%zz HTTP/1.1 ! X: y ! 400 ! malformed_request ! cannot be decoded",
                "GET /../x HTTP/1.1 ! X: y ! 400 ! malformed_request ! leaves its root",
                "GET / HTTP/9.9 ! X: y ! 505 ! version_not_supported ! send HTTP/1.1"
            })
    void saysTrulyWhatIsMalformed(String first, String header, int status, String code, String detail) {
        isProblem(answered(first, "Host: a", header, "Connection: close"), status, code, detail);
    }

    /** Tomcat takes a request without a version for HTTP/0.9, and keeps that for what it cannot read of later connections. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /problems",
                "GET  HTTP/1.1",
                "POST /oauth2/token",
                "GET /problems?a=b",
                "GET / EVIL<script>/1.1"
            })
    void answersARequestWithoutAVersionInHttp11(String first) {
        String answer = answered(first, "Host: a", "Connection: close");
        isProblem(answer, 400, "malformed_request", "a version of HTTP");
        assertThat(answer).contains("\nConnection: close");
        isProblem(answered("GET / EVIL<script>/1.1", "Host: a"), 400, "malformed_request", "a version of HTTP");
        assertThat(answered("GET /problems HTTP/1.1", "Host: a", "Connection: close"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void saysTheFaultOfALength() {
        String post = "POST /oauth2/token HTTP/1.1";
        isProblem(
                answered(post, "Host: a", "Content-Length: 1", "Content-Length: 2"),
                400,
                "malformed_request",
                "more than once");
        isProblem(answered(post, "Host: a", "Content-Length: x"), 400, "malformed_request", "a header is not as");
    }

    /** RFC 9112, section 6.1: one framing counts and the connection ends, so nothing after the body is taken for a request. */
    @Test
    void endsTheConnectionAfterTwoFramings() {
        String smuggled = "0\r\n\r\nGET /problems HTTP/1.1\r\nHost: a\r\n\r\n";
        try (Wire wire = Wire.from("127.0.0.31", Control.server().port())) {
            String answer = wire.head(
                            "POST /oauth2/token HTTP/1.1",
                            "Host: a",
                            "Content-Length: " + smuggled.length(),
                            "Transfer-Encoding: chunked")
                    .send(smuggled)
                    .answer();
            assertThat(answer).containsOnlyOnce("HTTP/1.1 ").contains("\nConnection: close");
        }
    }

    @Test
    void answersOptionsOfTheServerWithAllMethods() {
        assertThat(answered("OPTIONS * HTTP/1.1", "Host: a", "Connection: close"))
                .startsWith("HTTP/1.1 204 ")
                .contains("\nAllow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\n");
    }

    @Test
    void answersAMissingHostWithAProblem() {
        isProblem(answered(FIRST, "Connection: close"), 400, "malformed_request");
    }

    @Test
    void saysWhatIsWrongWithAHeadAsTheGatewayDoes() {
        String[] many = new String[102];
        Arrays.fill(many, "a: b");
        many[0] = FIRST;
        many[1] = "Host: a";
        isProblem(answered(many), 431, "headers_too_large", "send fewer");
        isProblem(answered(FIRST, "Host: a", "Expect: other"), 417, "expectation_failed", "`100-continue`");
        isProblem(ofTarget(60_000), 414, "target_too_long", "shorten the path");
        isProblem(
                answered("CONNECT a:1 HTTP/1.1", "Host: a:1", "Connection: close"),
                405,
                "method_not_allowed",
                "CONNECT");
        isProblem(
                answered("POST /oauth2/token HTTP/1.1", "Host: a", "Connection: close", "Transfer-Encoding: gzip"),
                501,
                "coding_not_supported",
                "in chunks");
    }

    private static void isProblem(String answer, int status, String code, String detail) {
        isProblem(answer, status, code);
        assertThat(answer).contains(detail);
    }

    /** As Netty counts them: each line without its end. */
    @Test
    void readsHeadersOfTheSameLengthAsTheGateway() {
        int others = "Host: a".length() + "Connection: close".length() + "X-Long: ".length();
        isProblem(withHeader(32_768 - others), 401, "credential_missing");
        isProblem(withHeader(32_769 - others), 431, "headers_too_large");
        isProblem(withHeader(60_000), 431, "headers_too_large");
    }

    private static String withHeader(int value) {
        return answered(FIRST, "Host: a", "X-Long: " + "a".repeat(value), "Connection: close");
    }

    @Test
    void readsAFirstLineOfTheSameLengthAsTheGateway() {
        int others = "GET /api/v1/spaces?limit= HTTP/1.1".length();
        isProblem(ofTarget(16_384 - others), 401, "credential_missing");
        isProblem(ofTarget(16_385 - others), 414, "target_too_long");
    }

    private static String ofTarget(int value) {
        return answered("GET /api/v1/spaces?limit=" + "1".repeat(value) + " HTTP/1.1", "Host: a", "Connection: close");
    }

    @Test
    void readsTheLongestFirstLineWithTheLongestHeaders() {
        int target = 16_384 - "GET /api/v1/spaces?limit= HTTP/1.1".length();
        int value = 32_768 - "Host: a".length() - "Connection: close".length() - "X-Long: ".length();
        String answer = answered(
                "GET /api/v1/spaces?limit=" + "1".repeat(target) + " HTTP/1.1",
                "Host: a",
                "X-Long: " + "a".repeat(value),
                "Connection: close");
        isProblem(answer, 401, "credential_missing");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/spaces", "/oauth2/token", "/nothing", "/user-services/users/me/saleschannel-binding"})
    void echoesNothingByTrace(String path) {
        String answer = answered("TRACE " + path + " HTTP/1.1", "Host: a", "X-Secret: hidden", "Connection: close");
        isProblem(answer, 405, "method_not_allowed");
        assertThat(answer).doesNotContain("hidden");
    }

    @Test
    void answersTheSameAtThePortOfOperations() {
        int port = Control.server().operationsPort();
        isProblem(answered(port, "TRACE /metrics HTTP/1.1", "Host: a", "Connection: close"), 405, "method_not_allowed");
        isProblem(answered(port, "GET /livez?a|b HTTP/1.1", "Host: a", "Connection: close"), 400, "malformed_request");
        isProblem(answered(port, "GET /nothing HTTP/1.1", "Host: a", "Connection: close"), 404, "not_found");
        isProblem(
                answered(port, "POST /livez HTTP/1.1", "Host: a", "Content-Length: 0", "Connection: close"),
                405,
                "method_not_allowed");
        assertThat(answered(port, "GET /livez HTTP/1.1", "Host: a", "Connection: close"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void answersHeadAsGetWithoutABody() {
        String answer = answered("HEAD /problems HTTP/1.1", "Host: a", "Connection: close");
        assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("<html");
        isProblem(
                answered("OPTIONS /api/v1/spaces HTTP/1.1", "Host: a", "Connection: close"), 401, "credential_missing");
    }

    /** Each connection has a parser of its own, which logs its first fault. */
    @Test
    void logsNothingOfHeadsThatCannotBeRead() {
        Logger parser = (Logger) LoggerFactory.getLogger("org.apache.coyote.http11.Http11Processor");
        Level before = parser.getLevel();
        parser.setLevel(Level.INFO);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        parser.addAppender(lines);
        try {
            List<Wire> together = IntStream.range(0, 20)
                    .mapToObj(i ->
                            Wire.from("127.0.0.32", Control.server().port()).send("GET /secret-text"))
                    .toList();
            for (Wire wire : together) {
                isProblem(
                        wire.send("|y HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                                .answer(),
                        400,
                        "malformed_request");
                wire.close();
            }
        } finally {
            parser.detachAppender(lines);
            parser.setLevel(before);
        }
        assertThat(lines.list).isEmpty();
    }
}
