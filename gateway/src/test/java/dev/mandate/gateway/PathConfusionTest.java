package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What two readers could take for two things: refused, or forwarded in the one form that was decided. */
class PathConfusionTest {
    private static TestBed bed;

    @BeforeAll
    static void start() throws Exception {
        bed = new TestBed();
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//v1/tasks/7",
                "/v1//tasks/7",
                "/v1/tasks//7",
                "/../v1/tasks/7",
                "/v1/tasks/7/..;/8",
                "/v1/tasks;x=1/7",
                "/v1/tasks/7%3Bx",
                "/v1/tasks/7%2F8",
                "/v1/tasks/7%2f..",
                "/v1/tasks/%5C7",
                "/v1/tasks/\\7",
                "/v1/tasks/%252e%252e/7",
                "/v1/tasks/%252F",
                "/v1/tasks/%00",
                "/v1/tasks/7%0d%0aX:y",
                "/v1/tasks/%c0%ae%c0%ae/7",
                "/v1/tasks/%e0%80%af",
                "/v1/tasks/%FF",
                "/v1/tasks/%zz",
                "/v1/tasks/%",
                "/v1/tasks/%65%CC%81",
                "/v1/tasks/7#x",
                "/v1/tasks/\u00e9",
                "/v1/tasks/7?x=\u00e9",
                "http://gateway.test/v1/tasks/7",
                "gateway.test:80",
                "*",
                "v1/tasks/7",
                "?x=1"
            })
    void refusesAmbiguousTargets(String target) throws Exception {
        Raw.Answer answer = raw("GET", target, "Host: h");
        assertMalformed(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/./tasks/7, /v1/tasks/7",
        "/v1/x/../tasks/7, /v1/tasks/7",
        "/v1/%2e/tasks/7, /v1/tasks/7",
        "/v1/x/%2e%2E/tasks/7, /v1/tasks/7",
        "/v1/t%61sks/7, /v1/tasks/7",
        "/%76%31/tasks/%37, /v1/tasks/7",
        "/v1/tasks/a%20b, /v1/tasks/a%20b",
        "/v1/tasks/%c3%a9, /v1/tasks/%C3%A9",
        "/v1/tasks/7., /v1/tasks/7.",
        "/v1/tasks/a:b@c, /v1/tasks/a:b@c",
    })
    void forwardsTheFormThatWasDecided(String target, String forwarded) throws Exception {
        assertThat(raw("GET", target, "Host: h").status()).isEqualTo(200);
        assertThat(bed.upstream.last().uri().getRawPath()).isEqualTo(forwarded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/V1/tasks/7", "/v1/TASKS/7", "/v1/tasks/7/", "/v1/tasks", "/v1/tasks./7", "/v1/tasks/7/start/x"
            })
    void findsNothingInAnotherSpelling(String target) throws Exception {
        assertThat(raw("GET", target, "Host: h").status()).isEqualTo(404);
    }

    @Test
    void decidesOnTheResolvedPath() throws Exception {
        assertThat(raw("DELETE", "/v1/x/../tasks/7", "Host: h").status()).isEqualTo(403);
        assertThat(raw("GET", "/user-services/../v1/nothing", "Host: h").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host: h\nHost: h",
                "Host: h\nhost: g",
                "Host: ",
                "Host: a b",
                "Host: user@h",
                "Host: h/x",
                "Host: h\nAuthorization: Bearer other",
                "Host: h\nMandate-At-Least: 1.1\nMandate-At-Least: 2.2",
                "Host: h\nMandate-At-Least: soon",
                "Host: h\nMandate-At-Least: -1.0",
                "Host: h\nContent-Length: 3\nContent-Length: 4",
                "Host: h\nContent-Length: 3, 3",
                "Host: h\nContent-Length: +3",
                "Host: h\nContent-Length: 3\nTransfer-Encoding: chunked",
                "Host: h\nTransfer-Encoding: chunked\nContent-Length: 3",
                "Host: h\nTransfer-Encoding: chunked\nTransfer-Encoding: identity",
                "Host: h\nX : y",
                "Host: h\nX: a\u0000b",
                "Host: h\nX(: y"
            })
    void refusesAmbiguousHeads(String headers) throws Exception {
        assertMalformed(raw("POST", "/v1/files", headers));
    }

    /** RFC 9112, section 6.3: a coding that does not end in chunks is 400, another one that does is 501. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"xchunked;400", "gzip, chunked;501", "identity;400"})
    void refusesOtherTransferCodings(String coding, int status) throws Exception {
        Raw.Answer answer = raw("POST", "/v1/files", "Host: h\nTransfer-Encoding: " + coding);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Mandate-Decision")).isPresent();
    }

    @Test
    void refusesBareLineFeeds() throws Exception {
        Raw.Answer answer = Raw.sendExactly(bed.gateway.port(), "GET /v1/tasks/7 HTTP/1.1\nHost: h\n\n");
        assertMalformed(answer);
    }

    @Test
    void refusesChunksOfHttp10() throws Exception {
        Raw.Answer answer =
                Raw.send(bed.gateway.port(), "POST /v1/files HTTP/1.0\nHost: h\nTransfer-Encoding: chunked\n\n0\n\n");
        assertMalformed(answer);
    }

    @Test
    void limitsTheFirstLineAndTheHead() throws Exception {
        assertThat(raw("GET", "/v1/tasks/7?" + "x".repeat(17_000), "Host: h").status())
                .isEqualTo(414);
        assertThat(raw("GET", "/v1/tasks/" + "x".repeat(9_000), "Host: h").status())
                .isEqualTo(400);
        assertThat(raw("GET", "/v1/tasks/7", "Host: h\nX: " + "x".repeat(33_000))
                        .status())
                .isEqualTo(431);
    }

    /** The control plane counts the same: the first line, and all lines of headers together, each without its end. */
    @Test
    void countsTheFirstLineAndTheHeadersToTheByte() throws Exception {
        int line = "GET /v1/tasks/7? HTTP/1.1".length();
        assertThat(exactly("?" + "x".repeat(16_384 - line), 1).status()).isEqualTo(401);
        assertThat(exactly("?" + "x".repeat(16_385 - line), 1).status()).isEqualTo(414);
        int headers = "Host: h".length() + "X: ".length();
        assertThat(exactly("", 32_768 - headers).status()).isEqualTo(401);
        assertThat(exactly("", 32_769 - headers).status()).isEqualTo(431);
    }

    private Raw.Answer exactly(String query, int header) throws IOException {
        String head = "GET /v1/tasks/7" + query + " HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(header) + "\r\n\r\n";
        return Raw.sendExactly(bed.gateway.port(), head);
    }

    @Test
    void neverForwardsTraceAndConnect() throws Exception {
        int before = bed.upstream.seen().size();
        assertThat(raw("CONNECT", "gateway.test:80", "Host: h").status()).isEqualTo(405);
        assertThat(raw("TRACE", "/v1/tasks/7", "Host: h").status()).isEqualTo(405);
        assertThat(raw("TRACE", "/oauth2/token", "Host: h").status()).isEqualTo(405);
        assertThat(bed.upstream.seen()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-HTTP-Method-Override",
                "X-HTTP-Method",
                "X-Method-Override",
                "X_HTTP_Method_Override",
                "X-Original-URL",
                "X-Rewrite-URL",
                "Forwarded",
                "X-Real-IP",
                "Proxy",
                "X-Forwarded-Prefix",
                "X_Forwarded_User",
                "Mandate-Identity",
                "mandate-identity",
                "MANDATE-IDENTITY",
                "Mandate_Identity",
                "mandate.identity",
                "Mandate-Action",
                "Mandate_Decision",
                "Mandate-At.Least",
                "Mandate-Anything",
                "TE",
                "Keep-Alive",
                "Proxy-Authorization",
                "Proxy-Connection",
                "HTTP2-Settings"
            })
    void stripsWhatMisleadsAnUpstream(String name) throws Exception {
        assertThat(raw("GET", "/v1/tasks/7", "Host: h\n" + name + ": forged").status())
                .isEqualTo(200);
        assertThat(bed.upstream.last().headers().toString().toLowerCase(Locale.ROOT))
                .doesNotContain("forged");
    }

    @Test
    void overwritesWhatAProxyWouldSay() throws Exception {
        raw(
                "GET",
                "/v1/tasks/7",
                "Host: evil.test\nX-Forwarded-For: 6.6.6.6\nX-Forwarded-Host: evil.test\nx_forwarded_proto: gopher");
        Upstream.Seen seen = bed.upstream.last();
        assertThat(seen.headers().get("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(seen.headers().get("X-Forwarded-Host")).containsExactly("gateway.test");
        assertThat(seen.headers().get("X-Forwarded-Proto")).containsExactly("http");
        assertThat(seen.header("Host")).isEqualTo("127.0.0.1:" + bed.upstream.port());
    }

    @Test
    void dropsHeadersThatConnectionNames() throws Exception {
        raw("GET", "/v1/tasks/7", "Host: h\nConnection: close, X-Private, Mandate-Identity\nX-Private: p\nX-Public: q");
        Upstream.Seen seen = bed.upstream.last();
        assertThat(seen.header("X-Private")).isEmpty();
        assertThat(seen.header("X-Public")).isEqualTo("q");
        assertThat(seen.header("Mandate-Identity")).isNotEmpty();
    }

    @Test
    void keepsTheMethodItDecided() throws Exception {
        raw("GET", "/v1/tasks/7", "Host: h\nX-HTTP-Method-Override: DELETE");
        assertThat(bed.upstream.last().method()).isEqualTo("GET");
        assertThat(raw("get", "/v1/tasks/7", "Host: h").status()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_method=DELETE",
                "x=1&_method=DELETE",
                "x=1;_method=DELETE",
                "_method",
                "%5fmethod=DELETE",
                "_%6Dethod=DELETE",
                "_METHOD=DELETE",
                "_method[]=DELETE",
                "_method[0]=DELETE",
                "_method%00=DELETE",
                "_method%FF=DELETE",
                "_method+=DELETE",
                "+_method=DELETE",
                "+method=DELETE",
                ".method=DELETE",
                "[method=DELETE",
                "?_method=DELETE",
                "%EF%BC%BFmethod=DELETE",
                "X-HTTP-Method-Override=DELETE",
                "x_http_method_override=DELETE",
                "%58-HTTP-Method=DELETE",
                "_X-HTTP-Method=DELETE",
                "%EF%BC%B8-HTTP-Method=DELETE",
                "X-Method-Override[]=DELETE"
            })
    void refusesAMethodInTheQueryOfAPost(String query) throws Exception {
        int before = bed.upstream.seen().size();
        Raw.Answer answer = raw("POST", "/v1/files?" + query, "Host: h\nContent-Length: 0");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"method_override\"");
        assertThat(bed.upstream.seen()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/files",
                "POST /v1/files?",
                "POST /v1/files?method=card&payment_method=x&methods=1&x=2&http_method=3",
                "POST /v1/files?x[_method]=DELETE&a=_method%3DDELETE&__methods=1",
                "GET /v1/tasks/7?_method=DELETE",
                "PUT /v1/tasks/7/start?_method=DELETE&X-HTTP-Method-Override=DELETE"
            })
    void forwardsOtherQueriesAsReceived(String line) throws Exception {
        String[] parts = line.split(" ", 2);
        assertThat(raw(parts[0], parts[1], "Host: h\nContent-Length: 0").status())
                .isEqualTo(200);
        assertThat(bed.upstream.last().method()).isEqualTo(parts[0]);
        assertThat(bed.upstream.last().uri()).hasToString(parts[1].endsWith("?") ? "/v1/files" : parts[1]);
    }

    @Test
    void offersNoUpgrade() throws Exception {
        Raw.Answer answer = raw(
                "GET",
                "/v1/tasks/7",
                "Host: h\nConnection: Upgrade, HTTP2-Settings\nUpgrade: h2c\nHTTP2-Settings: AAMAAABkAAQAAP__");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(bed.upstream.last().header("Upgrade")).isEmpty();
    }

    @Test
    void answersTheSecondOfTwoPipelinedRequests() throws Exception {
        String one = head("POST", "/v1/nothing", "Host: h\nContent-Length: 5") + "hello";
        String two = head("GET", "/v1/tasks/7", "Host: h");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), bed.gateway.port())) {
            socket.getOutputStream().write((one + two).getBytes(StandardCharsets.ISO_8859_1));
            assertThat(Raw.read(socket.getInputStream()).status()).isEqualTo(404);
            assertThat(Raw.read(socket.getInputStream()).status()).isEqualTo(200);
        }
    }

    private static Raw.Answer raw(String method, String target, String headers) throws IOException {
        return Raw.sendExactly(bed.gateway.port(), head(method, target, headers));
    }

    private static String head(String method, String target, String headers) {
        String lines = method + " " + target + " HTTP/1.1\n" + headers + (headers.isEmpty() ? "" : "\n")
                + "Authorization: Bearer " + bed.token() + "\n\n";
        return lines.replace("\n", "\r\n");
    }

    private static void assertMalformed(Raw.Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Mandate-Decision")).isPresent();
        assertThat(answer.body()).contains("\"code\":\"malformed_request\"");
    }
}
