package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that are no request, or none that this gateway serves: each is answered by a problem, and its connection ends. */
class MalformedRequestsTest {
    private static final String HOST = "Host: h\r\n";
    private static final String CHUNKED =
            "POST /oauth2/token HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n";

    private static TestBed bed;

    @BeforeAll
    static void start() throws Exception {
        bed = new TestBed(200);
        TestBed.await(() -> bed.gateway.obstacle().isEmpty());
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                arguments("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "send HTTP/1.1"),
                arguments("a version of the future", get("/v1/tasks/7", "HTTP/9.9", ""), 505, "send HTTP/1.1"),
                arguments("another protocol", get("/v1/tasks/7", "FTP/1.1", ""), 400, "first line or a header"),
                arguments("no version", "GET /v1/tasks/7\r\n\r\n", 400, "first line or a header"),
                arguments("no target", "GET\r\n\r\n", 400, "first line or a header"),
                arguments("no text", "\u0000\u0001 \u0002\r\n\r\n", 400, "first line or a header"),
                arguments("a bare line feed", "GET / HTTP/1.1\nHost: h\n\n", 400, "CR LF"),
                arguments("a tunnel", "CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\n\r\n", 405, "not allowed here"),
                arguments("TRACE", "TRACE /oauth2/token HTTP/1.1\r\n" + HOST + "\r\n", 405, "not allowed here"),
                arguments(
                        "an unknown method", "FOO /oauth2/jwks HTTP/1.1\r\n" + HOST + "\r\n", 405, "not allowed here"),
                arguments("no method", "F(O / HTTP/1.1\r\n" + HOST + "\r\n", 400, "first line or a header"),
                arguments("a long method", get("X".repeat(17_000), "HTTP/1.1", ""), 414, "shorten"),
                arguments("a long target", get("/oauth2/jwks?a=" + "b".repeat(60_000), "HTTP/1.1", ""), 414, "shorten"),
                arguments("many headers", get("/oauth2/jwks", "HTTP/1.1", "a: b\r\n".repeat(101)), 431, "fewer"),
                arguments("a long header", get("/", "HTTP/1.1", "a: " + "b".repeat(60_000) + "\r\n"), 431, "shorter"),
                arguments("no header name", get("/", "HTTP/1.1", ": v\r\n"), 400, "first line or a header"),
                arguments("no header value", get("/", "HTTP/1.1", "X\r\n"), 400, "first line or a header"),
                arguments("no host", "GET / HTTP/1.1\r\n\r\n", 400, "`Host`"),
                arguments("a length that is no number", post("Content-Length: many"), 400, "first line or a header"),
                arguments("a negative length", post("Content-Length: -1"), 400, "first line or a header"),
                arguments("two lengths", post("Content-Length: 1\r\nContent-Length: 2"), 400, "first line or a header"),
                arguments(
                        "a length and chunks", post("Content-Length: 1\r\nTransfer-Encoding: chunked"), 400, "exclude"),
                arguments("a body beyond all bounds", post("Content-Length: 9000000000"), 413, "at most"),
                arguments("a coding without an end", post("Transfer-Encoding: gzip"), 400, "must end with `chunked`"),
                arguments("two codings", post("Transfer-Encoding: gzip, chunked"), 501, "plain or `chunked`"),
                arguments("a space before the method", " GET / HTTP/1.1\r\n" + HOST + "\r\n", 400, "first line"),
                arguments("a tab in the first line", "GET\t/ HTTP/1.1\r\n" + HOST + "\r\n", 400, "first line"),
                arguments("two spaces", "GET  / HTTP/1.1\r\n" + HOST + "\r\n", 400, "first line"),
                arguments("two empty lines before", "\r\n\r\n" + get("/", "HTTP/1.1", ""), 400, "first line"),
                arguments("a bare CR in a value", get("/", "HTTP/1.1", "X: a\rb\r\n"), 400, "first line"),
                arguments("a NUL in a value", get("/", "HTTP/1.1", "X: a\u0000b\r\n"), 400, "first line"),
                arguments("HTTP/1.2", get("/v1/tasks/7", "HTTP/1.2", ""), 505, "send HTTP/1.1"),
                arguments("another expectation", post("Expect: other"), 417, "`100-continue`"),
                arguments("no size of a chunk", CHUNKED + "zz\r\n", 400, "size of a chunk"),
                arguments("a negative size", CHUNKED + "-5\r\n", 400, "size of a chunk"),
                arguments("a huge size", CHUNKED + "FFFFFFFFFFFF\r\n", 400, "size of a chunk"),
                arguments("a long chunk", CHUNKED + "5\r\nhello!\r\n", 400, "longer than its size"),
                arguments("a chunk extension", CHUNKED + "5;a\nb\r\nhello\r\n", 400, "chunk extension"),
                arguments("a long line of a chunk", CHUNKED + "1".repeat(17_000), 400, "chunk's size is too long"),
                arguments("a trailer", CHUNKED + "0\r\nbad trailer\r\n\r\n", 400, "trailer"),
                arguments("a long trailer", CHUNKED + "0\r\nX: " + "b".repeat(33_000) + "\r\n\r\n", 400, "trailer"));
    }

    private static String get(String target, String version, String headers) {
        return "GET " + target + " " + version + "\r\n" + HOST + headers + "\r\n";
    }

    private static String post(String header) {
        return "POST /oauth2/token HTTP/1.1\r\n" + HOST + header + "\r\n\r\n";
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("requests")
    void answersAProblemAndCloses(String what, String bytes, int status, String detail) throws Exception {
        try (Socket socket = open(bytes)) {
            InputStream in = socket.getInputStream();
            Raw.Answer answer = Raw.read(in);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.header("Connection")).hasValue("close");
            assertThat(answer.body())
                    .contains("\"decision\":\""
                            + answer.header("Mandate-Decision").orElseThrow() + "\"")
                    .contains("\"status\":" + status)
                    .contains(detail);
            assertThat(isEnded(in)).isTrue();
        }
    }

    @Test
    void answersBeforeItClosesForBrokenChunks() throws Exception {
        String chunks = " HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n";
        try (Socket stranger = open("POST /v1/files" + chunks + "\r\nzz\r\n")) {
            assertThat(Raw.read(stranger.getInputStream()).status()).isEqualTo(401);
            assertThat(isEnded(stranger.getInputStream())).isTrue();
        }
        bed.upstream.answers(200, "hello");
        String credential = "Authorization: Bearer " + bed.token() + "\r\n\r\n";
        try (Socket vendor = open("POST /v1/files" + chunks + credential + "zz\r\n")) {
            Raw.Answer answer = Raw.read(vendor.getInputStream());
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("size of a chunk");
        }
    }

    /** A body that breaks while its call waits for newer state. */
    @Test
    void recordsABrokenBodyOnce() throws Exception {
        try (TestBed own = new TestBed(200)) {
            String ahead = own.mint.sign(own.mint.header().build(), own.mint.claims(10_000));
            String head = "POST /v1/files HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\nAuthorization: Bearer "
                    + ahead;
            TestBed.await(() -> own.gateway.obstacle().isEmpty());
            Raw.Answer answer = Raw.sendExactly(own.gateway.port(), head + "\r\n\r\nzz\r\n");
            assertThat(answer.status()).isEqualTo(400);
            own.awaitFigure("code=\"malformed_request\"} 1.0");
            assertThat(own.operations("/metrics").body()).doesNotContain("code=\"undecided\"");
            String id = answer.header("Mandate-Decision").orElseThrow();
            assertThat(own.recorded(id).path("code").asString()).isEqualTo("malformed_request");
        }
    }

    private static Socket open(String bytes) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), bed.gateway.port());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    /** A reset also ends it: bytes were on their way that nobody reads. */
    private static boolean isEnded(InputStream in) {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return !(reset instanceof SocketTimeoutException);
        }
    }
}
