package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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

/** Calls over HTTP/2 in clear text, which some operators enable. */
class Http2Test {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String[] SETTINGS = {
        "MANDATE_GATEWAY_CLEARTEXT_HTTP2", "true",
        "MANDATE_GATEWAY_THREADS", "1",
        "MANDATE_GATEWAY_HEAD_TIME", "PT0.5S",
        "MANDATE_GATEWAY_BODY_STALL", "PT0.5S",
        "MANDATE_GATEWAY_IDLE", "PT1S",
        "MANDATE_GATEWAY_LINGER", "PT0.3S"
    };

    private static TestBed bed;
    private RawUpstream upstream;
    private Http2Caller caller;

    @BeforeAll
    static void start() throws Exception {
        bed = new TestBed(SETTINGS);
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @BeforeEach
    void open() throws Exception {
        upstream = new RawUpstream().behind(bed);
        upstream.says(OK);
        caller = new Http2Caller(bed);
    }

    @AfterEach
    void close() throws IOException {
        caller.close();
        upstream.close();
    }

    private void echoes() {
        upstream.serves(connection -> {
            Random random = new Random(connection.number());
            while (true) {
                String body = connection.read().body();
                connection.write("HTTP/1.1 200 OK\r\n" + framed(body, random.nextBoolean()));
            }
        });
    }

    private static String framed(String body, boolean chunked) {
        return chunked
                ? "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n" + body
                        + "\r\n0\r\n\r\n"
                : "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String body(int size) {
        StringBuilder body = new StringBuilder(size);
        new Random(size).ints(size, 0, 256).forEach(b -> body.append((char) b));
        return body.toString();
    }

    @Test
    void passesACallOn() throws Exception {
        upstream.says("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                + "HTTP/1.1 201 Made\r\nX-Mine: 1\r\nKeep-Alive: timeout=9\r\nContent-Length: 2\r\n\r\nok");
        Http2Caller.Answer answer = caller.get("/v1/files/1?a=b").await();
        assertThat(answer.heads()).hasSize(2);
        assertThat(answer.heads().getFirst().status()).hasToString("103");
        assertThat(answer.heads().getFirst().get("link")).hasToString("</a>");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.head().get("x-mine")).hasToString("1");
        assertThat(answer.head().get("content-length")).hasToString("2");
        assertThat(answer.head().get("mandate-decision")).isNotNull();
        assertThat(answer.head().contains("keep-alive")).isFalse();
        assertThat(answer.body()).isEqualTo("ok");
        Raw.Message request = upstream.last().request();
        assertThat(request.first()).isEqualTo("GET /v1/files/1?a=b HTTP/1.1");
        assertThat(request.header("Authorization")).isEmpty();
        assertThat(request.headers()).noneMatch(line -> line.startsWith("x-http2-"));
        assertThat(request.headers()).noneMatch(line -> line.startsWith("Transfer-Encoding"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000, 2_000_000})
    void passesBodiesExactly(int size) throws Exception {
        echoes();
        String body = body(size);
        assertThat(caller.post(body).await().body().equals(body)).isTrue();
        Http2Headers head = caller.head("POST", "/v1/files").add("content-length", "" + size);
        assertThat(caller.begin(head, false).send(body, true).await().body().equals(body))
                .isTrue();
        assertThat(upstream.last().request().header("Content-Length")).hasValue("" + size);
    }

    @Test
    void passesAnswersUntilCloseExactly() throws Exception {
        String body = body(100_000);
        upstream.saysAndCloses("HTTP/1.1 200 OK\r\n\r\n" + body);
        Http2Caller.Answer answer = caller.get("/v1/files/1").await();
        assertThat(answer.whole()).isTrue();
        assertThat(answer.body().equals(body)).isTrue();
    }

    static Stream<Arguments> bodiless() {
        return Stream.of(
                arguments("GET", "204 No Content", "Content-Length: 0\r\n", null),
                arguments("GET", "304 Not Modified", "Content-Length: 5\r\n", "5"),
                arguments("GET", "200 OK", "Content-Length: 0\r\n", "0"),
                arguments("HEAD", "200 OK", "Content-Length: 5\r\n", "5"),
                arguments("HEAD", "404 Not Found", "Content-Length: 5\r\n", "5"));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("bodiless")
    void neverGainABody(String method, String status, String framing, String length) throws Exception {
        upstream.says("HTTP/1.1 " + status + "\r\n" + framing + "\r\n");
        Http2Caller.Answer answer =
                caller.begin(caller.head(method, "/v1/files/1"), true).await();
        assertThat(status).startsWith("" + answer.status());
        assertThat(answer.head().get("content-length")).isEqualTo(length);
        assertThat(answer.whole()).isTrue();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void neverMixesUpStreams() throws Exception {
        echoes();
        List<Http2Caller.Stream> streams = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            streams.add(caller.post(body(1_000 * i + 1)));
        }
        for (int i = 0; i < 80; i++) {
            assertThat(streams.get(i).await().body().equals(body(1_000 * i + 1)))
                    .isTrue();
        }
    }

    @Test
    void answersDeniedCalls() throws Exception {
        Http2Headers stranger = new DefaultHttp2Headers()
                .method("POST")
                .scheme("http")
                .authority("h")
                .path("/v1/files");
        Http2Caller.Answer denied =
                caller.begin(stranger, false).send(body(50_000), true).await();
        assertThat(denied.status()).isEqualTo(401);
        assertThat(denied.body()).contains("\"status\":401");
        assertThat(caller.get("/v1/nothing").await().status()).isEqualTo(404);
        assertThat(caller.begin(caller.head("DELETE", "/v1/tasks/7"), true)
                        .await()
                        .status())
                .isEqualTo(403);
        assertThat(caller.get("/v1/files/1").await().status()).isEqualTo(200);
        assertThat(upstream.seen()).hasSize(1);
    }

    @Test
    void cancelsTheUpstreamOfAStreamThatIsReset() throws Exception {
        endsWith(Http2Caller.Stream::reset);
        assertThat(caller.get("/v1/files/1").await().status()).isEqualTo(200);
    }

    @Test
    void cancelsTheUpstreamOfACallerWhoLeaves() throws Exception {
        endsWith(stream -> caller.close());
    }

    private void endsWith(Consumer<Http2Caller.Stream> end) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        upstream.serves(connection -> {
            connection.read();
            begun.countDown();
            connection.awaitEnd();
            ended.countDown();
        });
        Http2Caller.Stream stream = caller.get("/v1/files/1");
        begun.await();
        upstream.says(OK);
        end.accept(stream);
        assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments("CR in a value", change(head -> head.add("x-mine", "a\rb"))),
                arguments("LF in a value", change(head -> head.add("x-mine", "a\nb"))),
                arguments("a line in a value", change(head -> head.add("x-mine", "a\r\nx-other: b"))),
                arguments("NUL in a value", change(head -> head.add("x-mine", "a\0b"))),
                arguments("LF in a name", change(head -> head.add("x-mi\nne", "a"))),
                arguments("colon in a name", change(head -> head.add("x-mine: a", "a"))),
                arguments("upper case in a name", change(head -> head.add("X-Mine", "a"))),
                arguments("an empty name", change(head -> head.add("", "a"))),
                arguments("CR LF in a path", change(head -> head.path("/v1/files/1 HTTP/1.1\r\nx-other: b"))),
                arguments("a space in a path", change(head -> head.path("/v1/files/1 HTTP/1.1"))),
                arguments("an empty path", change(head -> head.path(""))),
                arguments("no path", change(head -> remove(head, ":path"))),
                arguments("two paths", change(head -> head.add(":path", "/v1/files/2"))),
                arguments("no method", change(head -> remove(head, ":method"))),
                arguments("CR LF in a method", change(head -> head.method("GET / HTTP/1.1\r\nx: "))),
                arguments("a space in a method", change(head -> head.method("GET /v1/files/2"))),
                arguments("two methods", change(head -> head.add(":method", "POST"))),
                arguments("no scheme", change(head -> remove(head, ":scheme"))),
                arguments("an unknown pseudo-header", change(head -> head.add(":other", "a"))),
                arguments("an answer's pseudo-header", change(head -> head.add(":status", "200"))),
                arguments("CR LF in an authority", change(head -> head.authority("h\r\nx: y"))),
                arguments("another host", change(head -> head.add("host", "other"))),
                arguments("a connection field", change(head -> head.add("connection", "x-mine"))),
                arguments("a coding", change(head -> head.add("transfer-encoding", "chunked"))),
                arguments("an upgrade", change(head -> head.add("upgrade", "h2c"))),
                arguments("te", change(head -> head.add("te", "gzip"))),
                arguments("a length without a body", change(head -> head.add("content-length", "5"))),
                arguments("no number", change(head -> head.add("content-length", "x"))),
                arguments("a signed length", change(head -> head.add("content-length", "+0"))),
                arguments(
                        "two lengths",
                        change(head -> head.add("content-length", "0").add("content-length", "1"))));
    }

    private static UnaryOperator<Http2Headers> change(UnaryOperator<Http2Headers> change) {
        return change;
    }

    private static Http2Headers remove(Http2Headers head, String name) {
        head.remove(name);
        return head;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void refusesAMalformedHead(String what, UnaryOperator<Http2Headers> change) throws Exception {
        Http2Caller.Answer answer = caller.begin(change.apply(caller.head("GET", "/v1/files/1")), true)
                .await();
        assertThat(answer.status()).isIn(0, 400, 401);
        assertThat(upstream.seen()).isEmpty();
        try (Http2Caller other = new Http2Caller(bed)) {
            assertThat(other.get("/v1/files/1").await().status()).isEqualTo(200);
        }
    }

    @Test
    void refusesABodyOfAnotherLength() throws Exception {
        for (String body : List.of("four", "sixsix")) {
            Http2Headers head = caller.head("POST", "/v1/files").add("content-length", "5");
            assertThat(caller.begin(head, false).send(body, true).await().status())
                    .isNotEqualTo(200);
        }
        assertThat(upstream.seen()).isEmpty();
    }

    @Test
    void resetsAStreamWhoseAnswerBreaksOff() throws Exception {
        for (String cut : List.of(
                "HTTP/1.1 200 OK\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")) {
            upstream.serves(connection -> {
                connection.read();
                connection.write(cut);
                connection.resetAtEnd();
            });
            Http2Caller.Answer answer = caller.get("/v1/files/1").await();
            assertThat(answer.whole()).isFalse();
        }
        upstream.says(OK);
        assertThat(caller.get("/v1/files/1").await().status()).isEqualTo(200);
    }

    @Test
    void refusesABodyThatStalls() throws Exception {
        Http2Caller.Stream stream =
                caller.begin(caller.head("POST", "/v1/files"), false).send("begun", false);
        Http2Caller.Answer answer = stream.await();
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.body()).contains("body_timeout");
        assertThat(upstream.connections()).isZero();
        assertThat(caller.get("/v1/files/1").await().status()).isEqualTo(200);
    }

    @Test
    void speaksHttp11OnTheSamePort() throws Exception {
        assertThat(RawCaller.fetch(bed, "1").body()).isEqualTo("ok");
        try (RawCaller slow = RawCaller.of(bed)) {
            // bytes that could begin either version
            slow.send("P");
            String post = slow.head("POST /v1/files HTTP/1.1", "Content-Length: 2\r\n");
            slow.send(post.substring(1) + "hi");
            assertThat(slow.read().body()).isEqualTo("ok");
        }
    }

    @Test
    void closesIdleConnections() throws Exception {
        caller.get("/v1/files/1").await();
        caller.awaitEnd();
        try (RawCaller silent = RawCaller.of(bed);
                RawCaller slow = RawCaller.of(bed);
                RawCaller left = RawCaller.of(bed)) {
            slow.send("PRI * HT");
            left.send("PRI * HT").socket().shutdownOutput();
            assertThat(left.isEnded()).isTrue();
            assertThat(slow.isEnded()).isTrue();
            assertThat(silent.isEnded()).isTrue();
        }
    }

    @Test
    void endsItsStreamsBeforeItCloses() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        upstream.serves(connection -> {
            connection.read();
            begun.countDown();
            await(finish);
            connection.write(OK);
        });
        TestBed own = new TestBed(SETTINGS);
        upstream.behind(own);
        try (Http2Caller other = new Http2Caller(own)) {
            Http2Caller.Stream stream = other.get("/v1/files/1");
            begun.await();
            Thread closing = Thread.ofVirtual().start(own.gateway::close);
            other.awaitGoAway();
            finish.countDown();
            assertThat(stream.await().body()).isEqualTo("ok");
            other.awaitEnd();
            closing.join();
        }
        own.upstream.close();
        own.control.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
