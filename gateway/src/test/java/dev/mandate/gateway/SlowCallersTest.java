package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers who take their time hold no connection for long, and none to an upstream before their body is there. */
class SlowCallersTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String[] SETTINGS = {
        "MANDATE_GATEWAY_THREADS", "1",
        "MANDATE_GATEWAY_HEAD_TIME", "PT0.5S",
        "MANDATE_GATEWAY_BODY_STALL", "PT0.5S",
        "MANDATE_GATEWAY_BODY_RATE", "100000",
        "MANDATE_GATEWAY_IDLE", "PT1S",
        "MANDATE_GATEWAY_LINGER", "PT0.3S"
    };

    private static TestBed bed;
    private RawUpstream upstream;

    @BeforeAll
    static void start() throws Exception {
        bed = new TestBed(SETTINGS);
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @BeforeEach
    void open() throws IOException {
        upstream = new RawUpstream().behind(bed);
        upstream.says(OK);
    }

    @AfterEach
    void close() throws IOException {
        upstream.close();
    }

    @Test
    void answers408ForAHeadThatTrickles() throws Exception {
        try (RawCaller caller = RawCaller.of(bed)) {
            // the time of a head begins with it, also of a second one
            caller.send(caller.get("1")).read();
            trickle(caller, caller.get("1"));
            isLate(caller, "head_timeout");
        }
        assertThat(upstream.seen()).hasSize(1);
    }

    @Test
    void answers408ForABodyThatStalls() throws Exception {
        try (RawCaller caller = RawCaller.of(bed)) {
            caller.send(caller.head("POST /v1/files HTTP/1.1", "Content-Length: 1000\r\n") + "begun");
            isLate(caller, "body_timeout");
        }
        assertThat(upstream.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100000\r\n", "Transfer-Encoding: chunked\r\n"})
    void answers408ForABodyThatTrickles(String framing) throws Exception {
        try (RawCaller caller = RawCaller.of(bed)) {
            caller.send(caller.head("POST /v1/files HTTP/1.1", framing));
            trickle(caller, framing.startsWith("C") ? "x".repeat(100) : "1\r\nx\r\n".repeat(100));
            isLate(caller, "body_timeout");
        }
        assertThat(upstream.connections()).isZero();
    }

    private static void isLate(RawCaller caller, String code) throws IOException {
        Raw.Message answer = caller.read();
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.header("Connection")).hasValue("close");
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
        assertThat(caller.isEnded()).isTrue();
    }

    /** Sends a byte every 50 ms, as long as the gateway takes them. */
    private static void trickle(RawCaller caller, String text) {
        Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < text.length(); i++) {
                    caller.send(text.substring(i, i + 1));
                    Thread.sleep(50);
                }
            } catch (IOException | InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void takesAConnectionOnceABodyIsWhole() throws Exception {
        try (RawCaller caller = RawCaller.of(bed)) {
            caller.send(caller.head("POST /v1/files HTTP/1.1", "Content-Length: 60000\r\n"));
            caller.send("x".repeat(59_999));
            answersMeanwhile();
            assertThat(upstream.seen()).hasSize(1);
            caller.send("x");
            assertThat(caller.read().status()).isEqualTo(200);
        }
        assertThat(upstream.last().request().body()).hasSize(60_000);
    }

    @Test
    void takesAConnectionOnceMuchOfABodyIsThere() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        upstream.serves(connection -> {
            connection.in().readNBytes(70_000);
            begun.countDown();
            connection.awaitEnd();
        });
        try (RawCaller caller = RawCaller.of(bed)) {
            caller.send(caller.head("POST /v1/files HTTP/1.1", "Content-Length: 90000\r\n"));
            caller.send("x".repeat(80_000));
            begun.await();
            isLate(caller, "body_timeout");
        }
    }

    /** By its end, the gateway has read what was sent before. */
    private static void answersMeanwhile() throws IOException {
        assertThat(RawCaller.fetch(bed, "1").status()).isEqualTo(200);
    }

    @Test
    void closesIdleConnections() throws Exception {
        try (RawCaller silent = RawCaller.of(bed);
                RawCaller blank = RawCaller.of(bed);
                RawCaller used = RawCaller.of(bed)) {
            blank.send("\r\n");
            used.send(used.get("1")).read();
            long since = System.nanoTime();
            assertThat(used.isEnded()).isTrue();
            assertThat(silent.isEnded()).isTrue();
            assertThat(blank.isEnded()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - since))
                    .isBetween(Duration.ofMillis(700), Duration.ofMillis(2_500));
        }
    }

    @Test
    void keepsAConnectionWhoseAnswerIsAwaited() throws Exception {
        upstream.serves(connection -> {
            connection.read();
            pause(Duration.ofSeconds(2));
            connection.write(OK);
        });
        try (RawCaller caller = RawCaller.of(bed)) {
            assertThat(caller.send(caller.get("1")).read().status()).isEqualTo(200);
        }
    }

    /** What was sent of the answer stays in the socket, and must not look whole to HTTP/1.0. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1", "HTTP/1.0"})
    void endsAConnectionWhoseAnswerIsNotTaken(String version) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        upstream.serves(connection -> {
            connection.read();
            connection.write("HTTP/1.1 200 OK\r\n\r\n");
            pour(connection, ended);
        });
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(8 << 10);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), bed.gateway.port()));
            RawCaller caller = RawCaller.of(bed, socket);
            caller.send(caller.head("GET /v1/files/1 " + version, ""));
            ended.await();
            assertThatThrownBy(caller::read).isInstanceOf(IOException.class);
        }
    }

    private static void pour(RawUpstream.Connection connection, CountDownLatch ended) throws IOException {
        String block = "x".repeat(64 << 10);
        try {
            while (true) {
                connection.write(block);
            }
        } finally {
            ended.countDown();
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
