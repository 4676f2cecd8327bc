package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller may do with a connection: several requests at once, half of a close, a last request. */
class CallerConnectionsTest {
    /** Calls that are over. */
    private static final String COUNTED = "mandate_gateway_decision_seconds_count ";

    private static TestBed bed;
    private RawUpstream upstream;

    @BeforeAll
    static void start() throws Exception {
        bed = new TestBed();
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @BeforeEach
    void open() throws IOException {
        upstream = new RawUpstream().behind(bed);
        upstream.serves(connection -> {
            while (true) {
                Raw.Message request = connection.read();
                String said = request.first().split(" ", -1)[1] + request.body();
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: " + said.length() + "\r\n\r\n" + said);
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        upstream.close();
    }

    @Test
    void answersPipelinedRequestsInOrder() throws Exception {
        try (RawCaller caller = RawCaller.of(bed)) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                all.append(caller.get("" + i));
                all.append(caller.head("POST /v1/files HTTP/1.1", "Content-Length: 3\r\n"))
                        .append(100 + i);
                all.append("GET /v1/files/1 HTTP/1.1\r\nHost: h\r\n\r\n");
            }
            caller.send(all.toString());
            for (int i = 0; i < 20; i++) {
                assertThat(caller.read().body()).isEqualTo("/v1/files/" + i);
                assertThat(caller.read().body()).isEqualTo("/v1/files" + (100 + i));
                assertThat(caller.read().status()).isEqualTo(401);
            }
        }
        assertThat(upstream.seen()).hasSize(40);
    }

    @Test
    void answersACallerWhoSendsNoMore() throws Exception {
        try (RawCaller caller = RawCaller.of(bed)) {
            caller.send(caller.get("1") + caller.get("2"));
            caller.socket().shutdownOutput();
            assertThat(caller.read().body()).isEqualTo("/v1/files/1");
            assertThat(caller.read().body()).isEqualTo("/v1/files/2");
            assertThat(caller.isEnded()).isTrue();
        }
        try (RawCaller silent = RawCaller.of(bed)) {
            silent.socket().shutdownOutput();
            assertThat(silent.isEnded()).isTrue();
        }
    }

    @Test
    void givesALongAnswerToACallerWhoSendsNoMore() throws Exception {
        String body = body(new Random(1), 8 << 20);
        upstream.says("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        try (RawCaller caller = RawCaller.of(bed)) {
            caller.send(caller.get("1") + caller.get("2"));
            caller.socket().shutdownOutput();
            pause();
            assertThat(caller.read().body().equals(body)).isTrue();
            pause();
            assertThat(caller.read().body().equals(body)).isTrue();
            assertThat(caller.isEnded()).isTrue();
        }
    }

    /** So that the gateway cannot write the answer at once. */
    private static void pause() throws InterruptedException {
        Thread.sleep(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "Close", "x-name, close"})
    void closesAfterTheLastRequest(String option) throws Exception {
        try (RawCaller caller = RawCaller.of(bed)) {
            caller.send(caller.head("GET /v1/files/1 HTTP/1.1", "Connection: " + option + "\r\n") + caller.get("2"));
            Raw.Message answer = caller.read();
            assertThat(answer.body()).isEqualTo("/v1/files/1");
            assertThat(answer.header("Connection")).hasValue("close");
            assertThat(caller.isEnded()).isTrue();
        }
        assertThat(upstream.seen()).hasSize(1);
    }

    /** Bytes after a request that is refused as malformed may be anything, even of the body that it should have had. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/files HTTP/1.1\r\nHost: h\r\nExpect: other\r\n\r\n",
                "POST /v1/files HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n",
                "GET /v1/files/1 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                "GET /v1/%zz HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /v1/files/1 HTTP/1.0\r\nHost: h\r\n\r\n"
            })
    void takesNoRequestAfterTheLastOne(String last) throws Exception {
        double before = counted();
        try (RawCaller caller = RawCaller.of(bed)) {
            caller.send(last + caller.get("2") + caller.get("3"));
            Raw.Message answer = caller.read();
            assertThat(answer.status()).isBetween(400, 499);
            assertThat(answer.header("Connection")).hasValue("close");
            assertThat(caller.isEnded()).isTrue();
        }
        assertThat(upstream.seen()).isEmpty();
        bed.awaitFigure(COUNTED, before + 1);
        assertThat(counted()).isEqualTo(before + 1);
    }

    private static double counted() throws Exception {
        return bed.operations("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(COUNTED))
                .mapToDouble(line -> Double.parseDouble(line.substring(COUNTED.length())))
                .sum();
    }

    @Test
    void keepsTheNamesToItselfThatAConnectionLists() throws Exception {
        try (RawCaller caller = RawCaller.of(bed)) {
            String headers = "Connection: x-name, keep-alive\r\nX-Name: 1\r\nx_name: 2\r\nX-Other: 3\r\n";
            caller.send(caller.head("GET /v1/files/1 HTTP/1.1", headers)).read();
            caller.send(caller.get("2")).read();
        }
        Raw.Message request = upstream.seen().getFirst().request();
        assertThat(request.header("X-Other")).hasValue("3");
        assertThat(request.header("X-Name")).isEmpty();
        assertThat(request.header("x_name")).isEmpty();
        assertThat(request.header("Connection")).isEmpty();
    }

    @Test
    void writesLengthsItsOwnWay() throws Exception {
        try (RawCaller caller = RawCaller.of(bed)) {
            Raw.Message answer = caller.send(caller.head("POST /v1/files HTTP/1.1", "Content-Length: 0002\r\n") + "hi")
                    .read();
            assertThat(answer.body()).isEqualTo("/v1/fileshi");
        }
        assertThat(upstream.last().request().headers())
                .filteredOn(line -> line.startsWith("Content-Length"))
                .containsExactly("Content-Length: 2");
    }

    @Test
    void neverMixesUpTheBodiesOfManyCallers() throws Exception {
        upstream.serves(connection -> {
            Random random = new Random(connection.number());
            while (true) {
                String body = connection.read().body();
                connection.write("HTTP/1.1 200 OK\r\n" + framed(body, random.nextBoolean()));
            }
        });
        List<Callable<Integer>> callers =
                IntStream.range(0, 200).mapToObj(CallerConnectionsTest::echoes).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = new ArrayList<>();
            callers.forEach(caller -> all.add(threads.submit(caller)));
            int same = 0;
            for (Future<Integer> each : all) {
                same += each.get();
            }
            assertThat(same).isEqualTo(200 * 5);
        }
    }

    /** Counts those of five answers that are what was sent. */
    private static Callable<Integer> echoes(int number) {
        return () -> {
            Random random = new Random(1_000 + number);
            int same = 0;
            try (RawCaller caller = RawCaller.of(bed)) {
                for (int i = 0; i < 5; i++) {
                    String body = body(random, 1 << random.nextInt(18));
                    String head = caller.head("POST /v1/files HTTP/1.1", "");
                    caller.send(head.substring(0, head.length() - 2) + framed(body, random.nextBoolean()));
                    same += caller.read().body().equals(body) ? 1 : 0;
                }
            }
            return same;
        };
    }

    private static String body(Random random, int size) {
        StringBuilder body = new StringBuilder(size);
        random.ints(size, 0, 256).forEach(b -> body.append((char) b));
        return body.toString();
    }

    private static String framed(String body, boolean chunked) {
        return chunked
                ? "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n" + body
                        + "\r\n0\r\n\r\n"
                : "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
