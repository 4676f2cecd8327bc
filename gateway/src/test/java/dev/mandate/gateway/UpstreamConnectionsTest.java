package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a connection to an upstream is used again, when a request is sent again, and what an upstream may do to a body. */
class UpstreamConnectionsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final int SIXTY_MB = 60 << 20;

    private static TestBed bed;
    private RawUpstream upstream;

    @BeforeAll
    static void start() throws Exception {
        // one event loop has one pool
        bed = new TestBed("MANDATE_GATEWAY_THREADS", "1", "MANDATE_GATEWAY_UPSTREAM_RESPONSE", "PT2S");
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

    private Raw.Message fetch() throws IOException {
        return RawCaller.fetch(bed, "1");
    }

    private List<Integer> connectionsOfRequests() {
        return upstream.seen().stream().map(RawUpstream.Seen::connection).toList();
    }

    @Test
    void givesSurplusBytesToNobody() throws Exception {
        upstream.says(OK + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
        for (int i = 0; i < 3; i++) {
            assertThat(fetch().body()).isEqualTo("ok");
        }
        assertThat(connectionsOfRequests()).containsExactly(0, 1, 2);
    }

    @Test
    void givesLateSurplusBytesToNobody() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        upstream.serves(connection -> {
            connection.read();
            connection.write(OK);
            if (connection.number() == 0) {
                await(answered);
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
                connection.awaitEnd();
                ended.countDown();
            }
        });
        assertThat(fetch().body()).isEqualTo("ok");
        answered.countDown();
        ended.await();
        assertThat(fetch().body()).isEqualTo("ok");
        assertThat(connectionsOfRequests()).containsExactly(0, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: x, Close\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nKeep-Alive: timeout=0\r\n\r\nok",
                "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok"
            })
    void usesNoConnectionAgainThatEnds(String answer) throws Exception {
        upstream.says(answer);
        Raw.Message first = fetch();
        assertThat(first.header("Connection")).isEmpty();
        assertThat(first.header("Keep-Alive")).isEmpty();
        assertThat(fetch().body()).isEqualTo("ok");
        assertThat(connectionsOfRequests()).containsExactly(0, 1);
    }

    @Test
    void usesAnOldConnectionAgainThatIsKept() throws Exception {
        upstream.says("HTTP/1.0 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok");
        fetch();
        assertThat(fetch().body()).isEqualTo("ok");
        assertThat(connectionsOfRequests()).containsExactly(0, 0);
    }

    @Test
    void closesAConnectionBeforeItsUpstreamDoes() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        upstream.serves(connection -> {
            connection.read();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nKeep-Alive: timeout=1, max=9\r\n\r\nok");
            connection.awaitEnd();
            ended.countDown();
        });
        fetch();
        long since = System.nanoTime();
        ended.await();
        assertThat(Duration.ofNanos(System.nanoTime() - since))
                .isBetween(Duration.ofMillis(300), Duration.ofMillis(1_500));
    }

    /** Closes each connection instead of answering its second request. */
    private void closesAtTheSecond() {
        upstream.serves(connection -> {
            connection.read();
            connection.write(OK);
            connection.read();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v1/files/1", "HEAD /v1/files/1"})
    void sendsOnceMoreWhatAClosedConnectionLost(String line) throws Exception {
        closesAtTheSecond();
        assertThat(fetch().status()).isEqualTo(200);
        try (RawCaller caller = RawCaller.of(bed)) {
            Raw.Answer answer = caller.send(caller.head(line + " HTTP/1.1", "X-Mine: 1\r\n"))
                    .readHead();
            assertThat(answer.status()).isEqualTo(200);
        }
        assertThat(connectionsOfRequests()).containsExactly(0, 0, 1);
        assertThat(upstream.seen().get(1).request()).isEqualTo(upstream.last().request());
        assertThat(upstream.last().request().header("X-Mine")).hasValue("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /v1/files", "PUT /v1/tasks/7/start"})
    void sendsNoBodyTwice(String line) throws Exception {
        closesAtTheSecond();
        for (String body : List.of("Content-Length: 2\r\n\r\nhi", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")) {
            int before = upstream.seen().size();
            assertThat(fetch().status()).isEqualTo(200);
            isRefused(line, body);
            assertThat(upstream.seen()).hasSize(before + 2);
        }
    }

    @Test
    void neverSendsAPostTwice() throws Exception {
        closesAtTheSecond();
        fetch();
        isRefused("POST /v1/files", "\r\n");
        assertThat(connectionsOfRequests()).containsExactly(0, 0);
    }

    private static void isRefused(String line, String rest) throws IOException {
        try (RawCaller caller = RawCaller.of(bed)) {
            String head = caller.head(line + " HTTP/1.1", "");
            Raw.Message answer =
                    caller.send(head.substring(0, head.length() - 2) + rest).read();
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.body()).contains("upstream_unavailable");
        }
    }

    @Test
    void sendsNothingAThirdTime() throws Exception {
        upstream.serves(connection -> {
            connection.read();
            if (connection.number() == 0) {
                connection.write(OK);
                connection.read();
            }
        });
        fetch();
        assertThat(fetch().status()).isEqualTo(502);
        assertThat(connectionsOfRequests()).containsExactly(0, 0, 1);
    }

    @Test
    void sendsNothingAgainThatIsBeingAnswered() throws Exception {
        upstream.serves(connection -> {
            connection.read();
            connection.write(OK);
            connection.read();
            connection.write("HTTP/1.1 2");
        });
        fetch();
        assertThat(fetch().status()).isEqualTo(502);
        assertThat(connectionsOfRequests()).containsExactly(0, 0);
    }

    @Test
    void answersAGetOnAConnectionThatWasJustClosed() throws Exception {
        upstream.saysAndCloses(OK);
        for (int i = 0; i < 50; i++) {
            assertThat(fetch().body()).isEqualTo("ok");
        }
        assertThat(upstream.seen()).hasSize(50);
    }

    @Test
    void passesAnEarlyRefusalOnWhileABodyIsSent() throws Exception {
        upstream.serves(connection -> {
            connection.socket().getInputStream().readNBytes(100_000);
            connection.write("HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");
        });
        try (RawCaller caller = RawCaller.of(bed)) {
            Thread sending = sendSixtyMegabytes(caller);
            Raw.Message answer = caller.read();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).isEqualTo("big");
            caller.socket().close();
            sending.join();
        }
    }

    @Test
    void answers504ForAnUpstreamThatReadsNoMore() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        upstream.serves(connection -> await(over));
        try (RawCaller caller = RawCaller.of(bed)) {
            long since = System.nanoTime();
            Thread sending = sendSixtyMegabytes(caller);
            assertThat(caller.read().status()).isEqualTo(504);
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(6));
            caller.socket().close();
            sending.join();
        } finally {
            over.countDown();
        }
    }

    private static Thread sendSixtyMegabytes(RawCaller caller) throws IOException {
        caller.send(caller.head("POST /v1/files HTTP/1.1", "Content-Length: " + SIXTY_MB + "\r\n"));
        return Thread.ofVirtual().start(() -> {
            byte[] block = new byte[64 << 10];
            try {
                for (int sent = 0; sent < SIXTY_MB; sent += block.length) {
                    caller.send(block);
                }
            } catch (IOException closed) {
                // once the answer is there
            }
        });
    }

    /** An upload of which the upstream takes a little now and then is not late. */
    @Test
    void waitsForAnUpstreamThatReadsSlowly() throws Exception {
        upstream.serves(connection -> {
            connection.socket().setReceiveBufferSize(256 << 10);
            for (int read = 0; read < SIXTY_MB; read += 2 << 20) {
                connection.socket().getInputStream().readNBytes(2 << 20);
                pause(Duration.ofMillis(120));
            }
            connection.write(OK);
        });
        try (RawCaller caller = RawCaller.of(bed)) {
            Thread sending = sendSixtyMegabytes(caller);
            assertThat(caller.read().body()).isEqualTo("ok");
            sending.join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
