package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An upstream's answers in every framing: what the caller gets is whole, or never looks whole. */
class UpstreamAnswersTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static TestBed bed;
    private RawUpstream upstream;

    @BeforeAll
    static void start() throws Exception {
        // one event loop has one pool
        bed = new TestBed("MANDATE_GATEWAY_THREADS", "1");
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @BeforeEach
    void open() throws IOException {
        upstream = new RawUpstream().behind(bed);
    }

    @AfterEach
    void close() throws IOException {
        upstream.close();
    }

    @Test
    void passesEarlyHintsOnAndNoOtherInterim() throws Exception {
        upstream.says("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
                + "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nConnection: x-hop\r\nX-Hop: 1\r\nMandate-Reason: a\r\n\r\n"
                + "HTTP/1.1 104 Other\r\n\r\n" + OK);
        try (RawCaller caller = RawCaller.of(bed)) {
            Raw.Answer hints = caller.send(caller.get("1")).readHead();
            assertThat(hints.status()).isEqualTo(103);
            assertThat(hints.headers()).containsExactly("Link: </a>");
            assertThat(caller.read()).satisfies(UpstreamAnswersTest::isOk);
            assertThat(caller.send(caller.get("1")).readHead().status()).isEqualTo(103);
        }
        try (RawCaller old = RawCaller.of(bed)) {
            assertThat(old.send(old.head("GET /v1/files/1 HTTP/1.0", "")).read())
                    .satisfies(UpstreamAnswersTest::isOk);
        }
    }

    private static void isOk(Raw.Message answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ok");
    }

    static Stream<Arguments> bodiless() {
        return Stream.of(
                arguments("GET", "204 No Content", "", null),
                arguments("GET", "204 No Content", "Content-Length: 0\r\n", null),
                arguments("GET", "204 No Content", "Content-Length: 5\r\n", null),
                arguments("GET", "204 No Content", "Transfer-Encoding: chunked\r\n", null),
                arguments("GET", "304 Not Modified", "", null),
                arguments("GET", "304 Not Modified", "Content-Length: 5\r\n", "5"),
                arguments("GET", "304 Not Modified", "Content-Length: 0\r\n", "0"),
                arguments("GET", "304 Not Modified", "Transfer-Encoding: chunked\r\n", null),
                arguments("GET", "200 OK", "Content-Length: 0\r\n", "0"),
                arguments("HEAD", "200 OK", "", null),
                arguments("HEAD", "200 OK", "Content-Length: 0\r\n", "0"),
                arguments("HEAD", "200 OK", "Content-Length: 5\r\n", "5"),
                arguments("HEAD", "200 OK", "Content-Length: 5000000000\r\n", "5000000000"),
                arguments("HEAD", "200 OK", "Transfer-Encoding: chunked\r\n", null),
                arguments("HEAD", "404 Not Found", "Content-Length: 5\r\n", "5"),
                arguments("HEAD", "404 Not Found", "", null));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("bodiless")
    void neverGainABody(String method, String status, String framing, String length) throws Exception {
        upstream.says("HTTP/1.1 " + status + "\r\n" + framing + "\r\n");
        try (RawCaller caller = RawCaller.of(bed)) {
            for (int i = 0; i < 2; i++) {
                Raw.Answer answer = caller.send(caller.head(method + " /v1/files/1 HTTP/1.1", ""))
                        .readHead();
                assertThat(status).startsWith("" + answer.status());
                assertThat(answer.header("Content-Length").orElse(null)).isEqualTo(length);
                assertThat(answer.header("Transfer-Encoding")).isEmpty();
            }
        }
        assertThat(upstream.connections()).isEqualTo(1);
    }

    @Test
    void dropsTrailersAndChunkExtensions() throws Exception {
        upstream.says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
                + "2;a=b\r\nhe\r\n03\r\nllo\r\n0;c\r\nX-Sum: 1\r\nSet-Cookie: a=b\r\n\r\n");
        try (RawCaller caller = RawCaller.of(bed)) {
            for (int i = 0; i < 2; i++) {
                Raw.Message answer = caller.send(caller.get("1")).read();
                assertThat(answer.body()).isEqualTo("hello");
                assertThat(answer.header("Trailer")).isEmpty();
                assertThat(answer.header("Set-Cookie")).isEmpty();
            }
        }
        assertThat(upstream.connections()).isEqualTo(1);
    }

    static Stream<Arguments> ambiguous() {
        return Stream.of(
                arguments("a length beside chunks", "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n"),
                arguments("chunks beside a length", "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n"),
                arguments("two lengths", "Content-Length: 6\r\nContent-Length: 7\r\n"),
                arguments("one length twice", "Content-Length: 6\r\nContent-Length: 6\r\n"),
                arguments("a list of lengths", "Content-Length: 6, 6\r\n"),
                arguments("a signed length", "Content-Length: +6\r\n"),
                arguments("no length", "Content-Length: \r\n"),
                arguments("another coding", "Transfer-Encoding: gzip\r\n"),
                arguments("two codings", "Transfer-Encoding: gzip, chunked\r\n"),
                arguments("chunks twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
                arguments("a folded line", "Content-Length: 6\r\nX: a\r\n b\r\n"),
                arguments("a bare line feed", "Content-Length: 6\nX: a\r\n"),
                arguments("a bare CR", "Content-Length: 6\r\nX: a\rb\r\n"),
                arguments("a NUL", "Content-Length: 6\r\nX: a\0b\r\n"),
                arguments("no colon", "Content-Length: 6\r\nX\r\n"),
                arguments("many fields", "Content-Length: 6\r\n" + "a: b\r\n".repeat(256)),
                arguments("a long head", "Content-Length: 6\r\nX: " + "x".repeat(70_000) + "\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ambiguous")
    void refusesWhatTwoReadersCouldFrameDifferently(String what, String headers) throws Exception {
        upstream.says("HTTP/1.1 200 OK\r\nX-Leak: secret\r\n" + headers + "\r\nsecret");
        isUnavailable();
        upstream.says(OK);
        isOk(RawCaller.fetch(bed, "1"));
        assertThat(upstream.last().connection()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: secret\r\nConnection: upgrade\r\n\r\nsecret",
                "HTTP/2 200\r\n\r\nsecret",
                "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nsecret",
                "SSH-2.0-secret\r\n",
                "\r\nHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret"
            })
    void refusesWhatIsNoAnswer(String bytes) throws Exception {
        upstream.says(bytes);
        isUnavailable();
        upstream.says(OK);
        isOk(RawCaller.fetch(bed, "1"));
        assertThat(upstream.last().connection()).isEqualTo(1);
    }

    private static void isUnavailable() throws Exception {
        Raw.Message answer = RawCaller.fetch(bed, "1");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body()).contains("upstream_unavailable").doesNotContain("secret");
        assertThat(answer.headers()).noneMatch(line -> line.contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "6\r\nsecret!\r\n", "6\r\nsecret\r\n0\r\nno field\r\n\r\n", "6\nsecret\r\n"})
    void breaksOffBrokenChunks(String chunks) throws Exception {
        upstream.says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n" + chunks);
        assertThatThrownBy(() -> RawCaller.fetch(bed, "1")).isInstanceOf(IOException.class);
        upstream.says(OK);
        isOk(RawCaller.fetch(bed, "1"));
        assertThat(upstream.last().connection()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.0 200 OK\r\n\r\n"})
    void passesAnswersUntilCloseOn(String head) throws Exception {
        upstream.saysAndCloses(head + "hello");
        try (RawCaller caller = RawCaller.of(bed)) {
            for (int i = 0; i < 2; i++) {
                Raw.Message answer = caller.send(caller.get("1")).read();
                assertThat(answer.header("Transfer-Encoding")).hasValue("chunked");
                assertThat(answer.body()).isEqualTo("hello");
            }
        }
        try (RawCaller old = RawCaller.of(bed)) {
            Raw.Message answer =
                    old.send(old.head("GET /v1/files/1 HTTP/1.0", "")).read();
            assertThat(answer.header("Transfer-Encoding")).isEmpty();
            assertThat(answer.header("Content-Length")).isEmpty();
            assertThat(answer.header("Connection")).hasValue("close");
            assertThat(answer.body()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1", "HTTP/1.0"})
    void neverMakesABrokenAnswerLookWhole(String version) throws Exception {
        upstream.serves(connection -> {
            connection.read();
            connection.write("HTTP/1.1 200 OK\r\n\r\nhello");
            connection.resetAtEnd();
        });
        breaksOff(version);
        upstream.saysAndCloses("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        breaksOff(version);
        upstream.saysAndCloses("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello");
        breaksOff(version);
    }

    private static void breaksOff(String version) throws Exception {
        try (RawCaller caller = RawCaller.of(bed)) {
            caller.send(caller.head("GET /v1/files/1 " + version, ""));
            assertThatThrownBy(caller::read).isInstanceOf(IOException.class);
        }
    }

    static Stream<Arguments> framings() {
        return Stream.of("HTTP/1.1", "HTTP/1.0")
                .flatMap(version -> Stream.of(200, 404)
                        .flatMap(status -> Stream.of(100, 32_768, 70_000, 3_000_000)
                                .map(size -> arguments(version, status, size))));
    }

    @ParameterizedTest(name = "{0} {1} of {2} bytes")
    @MethodSource("framings")
    void passesEveryFramingExactly(String version, int status, int size) throws Exception {
        String body = body(size);
        for (String answer : new String[] {
            "HTTP/1.1 " + status + " \r\nContent-Length: " + size + "\r\n\r\n" + body,
            "HTTP/1.1 " + status + " \r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(body),
            "HTTP/1.1 " + status + " \r\n\r\n" + body
        }) {
            upstream.saysAndCloses(answer);
            try (RawCaller caller = RawCaller.of(bed)) {
                Raw.Message got = caller.send(caller.head("GET /v1/files/1 " + version, ""))
                        .read();
                assertThat(got.status()).isEqualTo(status);
                assertThat(got.body().equals(body)).isTrue();
            }
        }
    }

    /** Bytes that differ from those of any other place. */
    private static String body(int size) {
        StringBuilder body = new StringBuilder(size);
        new Random(size).ints(size, 0, 256).forEach(b -> body.append((char) b));
        return body.toString();
    }

    private static String chunked(String body) {
        Random random = new Random(body.length());
        StringBuilder chunks = new StringBuilder(2 * body.length());
        for (int at = 0; at < body.length(); ) {
            int end = Math.min(body.length(), at + 1 + random.nextInt(1 << random.nextInt(1, 18)));
            chunks.append(Integer.toHexString(end - at))
                    .append("\r\n")
                    .append(body, at, end)
                    .append("\r\n");
            at = end;
        }
        return chunks.append("0\r\n\r\n").toString();
    }
}
