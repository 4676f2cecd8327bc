package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Which denials reach the control plane, whoever floods the gateway and whatever the control plane answers. */
class RecordDeliveryTest {
    private static final int LARGEST_REPORT = 4 << 20;
    private static final String REQUEST = "M".repeat(8_000) + " /" + "p".repeat(8_190) + " HTTP/1.1\r\nHost: a\r\n\r\n";

    /** The largest report that control was sent, and how many records those have that it took. */
    private final AtomicLong largest = new AtomicLong();

    private final AtomicInteger strangers = new AtomicInteger();

    /** Sends requests without a token on one connection, and reads all of their answers. */
    private static void flood(TestBed bed, int requests) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), bed.gateway.port())) {
            socket.setSoTimeout(10_000);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < requests; i++) {
                out.write(REQUEST.getBytes(StandardCharsets.US_ASCII));
                assertThat(Raw.read(in).status()).isEqualTo(401);
            }
        }
    }

    /** As the control plane does: a long report is 413. */
    private void control(TestBed bed, HttpExchange exchange) throws IOException {
        bed.control.keep(exchange);
        Upstream.Seen seen = bed.control.last();
        largest.accumulateAndGet(seen.body().length(), Math::max);
        strangers.addAndGet(seen.body().split("CREDENTIAL_MISSING", -1).length - 1);
        exchange.sendResponseHeaders(seen.body().length() > LARGEST_REPORT ? 413 : 204, -1);
        exchange.close();
    }

    private static String denied(TestBed bed, String path) throws Exception {
        HttpResponse<String> answer = bed.get(path);
        assertThat(answer.statusCode()).isIn(403, 404);
        return answer.headers().firstValue("Mandate-Decision").orElseThrow();
    }

    private static JsonNode ready(TestBed bed) throws Exception {
        HttpResponse<String> answer = bed.operations("/readyz");
        assertThat(answer.statusCode()).isEqualTo(200);
        return TestBed.json(answer);
    }

    @Test
    void reportsAVendorsDenialAfterAFlood() throws Exception {
        try (TestBed bed = new TestBed("MANDATE_GATEWAY_RECORDS_WITHOUT_APP", "100000")) {
            TestBed.await(() -> bed.gateway.obstacle().isEmpty());
            bed.control.answers(503, "");
            flood(bed, 400);
            String decision = denied(bed, "/v1/nothing");
            bed.control.answers(exchange -> control(bed, exchange));
            assertThat(bed.recorded(decision).path("reason").asString()).isEqualTo("PATH_UNKNOWN");
            TestBed.await(() -> strangers.get() >= 400);
            assertThat(largest.get()).isLessThanOrEqualTo(1 << 20);
        }
    }

    @Test
    void reportsASampleOfStrangers() throws Exception {
        try (TestBed bed = new TestBed("MANDATE_GATEWAY_RECORDS_WITHOUT_APP", "5")) {
            TestBed.await(() -> bed.gateway.obstacle().isEmpty());
            bed.control.answers(exchange -> control(bed, exchange));
            flood(bed, 50);
            bed.recorded(denied(bed, "/v1/nothing"));
            TestBed.await(() -> strangers.get() > 0);
            assertThat(strangers.get()).isBetween(1, 10);
            assertThat(ready(bed).path("records").path("sampled").asInt()).isBetween(40, 45);
            assertThat(ready(bed).path("warnings").isEmpty()).isTrue();
            assertThat(bed.operations("/metrics").body())
                    .contains("mandate_gateway_records_dropped_total{why=\"sampled\"}");
        }
    }

    @Test
    void cutsWhatTheRequestMadeLong() throws Exception {
        try (TestBed bed = new TestBed()) {
            String decision = denied(bed, "/" + "p".repeat(8_000));
            JsonNode record = bed.recorded(decision);
            assertThat(record.path("path").asString()).hasSize(1_024);
            assertThat(record.path("cut").toString()).isEqualTo("[\"path\"]");
        }
    }

    @Test
    void dropsTheRefusedRecordAlone() throws Exception {
        try (TestBed bed = new TestBed()) {
            TestBed.await(() -> bed.gateway.obstacle().isEmpty());
            bed.control.answers(503, "");
            String before = denied(bed, "/v1/before");
            denied(bed, "/v1/poison");
            String after = denied(bed, "/v1/after");
            bed.control.answers(exchange -> {
                byte[] body = exchange.getRequestBody().readAllBytes();
                boolean poisoned = new String(body, StandardCharsets.UTF_8).contains("poison");
                if (!poisoned) {
                    exchange.setStreams(new java.io.ByteArrayInputStream(body), null);
                    bed.control.keep(exchange);
                }
                exchange.sendResponseHeaders(poisoned ? 400 : 204, -1);
                exchange.close();
            });
            bed.recorded(before);
            bed.recorded(after);
            TestBed.await(() -> refused(bed) == 1);
            assertThat(ready(bed).path("status").asString()).isEqualTo("ready");
            assertThat(ready(bed).path("warnings").toString()).contains("1 refused");
        }
    }

    @Test
    void pausesAfterEachRefusal() throws Exception {
        try (TestBed bed = new TestBed()) {
            TestBed.await(() -> bed.gateway.obstacle().isEmpty());
            bed.control.answers(503, "");
            for (int i = 0; i < 8; i++) {
                denied(bed, "/v1/poison-" + i);
            }
            Queue<Long> posts = new ConcurrentLinkedQueue<>();
            bed.control.answers(exchange -> {
                if (exchange.getRequestURI().getPath().equals("/internal/decisions")) {
                    posts.add(System.nanoTime());
                }
                exchange.sendResponseHeaders(400, -1);
                exchange.close();
            });
            TestBed.await(() -> refused(bed) == 8);
            List<Long> at = List.copyOf(posts);
            assertThat(at).hasSizeGreaterThanOrEqualTo(8);
            long shortest = IntStream.range(1, at.size())
                    .mapToLong(i -> at.get(i) - at.get(i - 1))
                    .min()
                    .orElseThrow();
            assertThat(Duration.ofNanos(shortest)).isGreaterThan(Duration.ofMillis(40));
        }
    }

    private static int refused(TestBed bed) {
        try {
            return ready(bed).path("records").path("refused").asInt();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void keepsWhatARefusedKeyHoldsUp() throws Exception {
        try (TestBed bed = new TestBed()) {
            TestBed.await(() -> bed.gateway.obstacle().isEmpty());
            bed.control.answers(403, "");
            String decision = denied(bed, "/v1/nothing");
            TestBed.await(() ->
                    bed.control.seen().stream().anyMatch(s -> s.uri().getPath().equals("/internal/decisions")));
            bed.control.answers(204, "");
            bed.control.seen().clear();
            bed.recorded(decision);
            assertThat(refused(bed)).isZero();
        }
    }
}
