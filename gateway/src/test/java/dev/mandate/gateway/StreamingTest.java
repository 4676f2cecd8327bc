package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.mandate.engine.change.CatalogueChange.ApiImported;
import dev.mandate.engine.id.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bodies pass through without being kept, and whoever goes away takes the other side along. */
class StreamingTest {
    private static final long HUNDRED_MB = 100L << 20;
    /** What sockets and queues on the way may hold: far less than a body. */
    private static final long MOST_ON_THE_WAY = 24L << 20;

    private static TestBed bed;

    @BeforeAll
    static void start() throws Exception {
        bed = new TestBed("MANDATE_GATEWAY_UPSTREAM_RESPONSE", "PT2S", "MANDATE_GATEWAY_BODY_BYTES", "" + (1L << 28));
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @Test
    void holdsBackAnUpstreamForASlowReader() throws Exception {
        AtomicLong written = new AtomicLong();
        bed.upstream.answers(exchange -> pour(exchange, written));
        HttpResponse<InputStream> answer =
                bed.client().send(authorized("/v1/files/1").build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            assertThat(body.read()).isZero();
            awaitStandstill(written);
            assertThat(written.get()).isLessThan(MOST_ON_THE_WAY);
            assertThat(1 + drain(body)).isEqualTo(HUNDRED_MB);
        }
    }

    @Test
    void holdsBackACallerForASlowUpstream() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        AtomicLong received = new AtomicLong();
        bed.upstream.answers(exchange -> {
            awaitLatch(read);
            received.set(drain(exchange.getRequestBody()));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), bed.gateway.port())) {
            AtomicLong sent = new AtomicLong();
            Thread caller = Thread.ofVirtual().start(() -> upload(socket, sent));
            awaitStandstill(sent);
            assertThat(sent.get()).isPositive().isLessThan(MOST_ON_THE_WAY);
            read.countDown();
            assertThat(Raw.read(socket.getInputStream()).status()).isEqualTo(204);
            caller.join();
        }
        assertThat(received.get()).isEqualTo(HUNDRED_MB);
    }

    @Test
    void passesChunkedBodiesOn() throws Exception {
        bed.upstream.answers(201, "made");
        HttpResponse<String> answer = bed.send(authorized("/v1/files")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream("{\"a\":1}".getBytes(StandardCharsets.UTF_8))))
                .header("Content-Type", "application/json"));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(bed.upstream.last().body()).isEqualTo("{\"a\":1}");
        assertThat(bed.upstream.last().header("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(bed.upstream.last().header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void continuesOnlyWhatIsAllowed() throws Exception {
        bed.upstream.answers(201, "made");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), bed.gateway.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(head("POST /v1/files", "Expect: 100-continue\r\nContent-Length: 2\r\n", bed.token()));
            assertThat(Raw.read(socket.getInputStream()).status()).isEqualTo(100);
            out.write("ok".getBytes(StandardCharsets.US_ASCII));
            assertThat(Raw.read(socket.getInputStream()).status()).isEqualTo(201);
            out.write(head("POST /v1/files", "Expect: 100-continue\r\nContent-Length: 2\r\n", "no-token"));
            assertThat(Raw.read(socket.getInputStream()).status()).isEqualTo(401);
        }
        assertThat(bed.upstream.last().body()).isEqualTo("ok");
    }

    /** An upstream may refuse a body before its end, and close (RFC 9112, section 9.6). */
    @Test
    void passesAnEarlyAnswerOn() throws Exception {
        bed.upstream.answers(exchange -> {
            exchange.sendResponseHeaders(403, 2);
            exchange.getResponseBody().write("no".getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
        });
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), bed.gateway.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head("POST /v1/files", "Content-Length: 1000000\r\n", bed.token()));
            socket.getOutputStream().write(new byte[100_000]);
            assertThat(Raw.read(socket.getInputStream()).status()).isEqualTo(403);
        }
    }

    @Test
    void refusesBodiesThatAreTooLong() throws Exception {
        Raw.Answer declared = Raw.sendExactly(
                bed.gateway.port(),
                new String(
                        head("POST /v1/files", "Content-Length: 1000000000\r\n", bed.token()),
                        StandardCharsets.US_ASCII));
        assertThat(declared.status()).isEqualTo(413);
    }

    @Test
    void stopsChunkedBodiesThatAreTooLong() throws Exception {
        TestBed small = new TestBed("MANDATE_GATEWAY_BODY_BYTES", "10");
        try (small) {
            small.upstream.answers(exchange -> {
                drain(exchange.getRequestBody());
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            String chunked = new String(
                    head("POST /v1/files", "Transfer-Encoding: chunked\r\n", small.token()), StandardCharsets.US_ASCII);
            assertThat(Raw.sendExactly(small.gateway.port(), chunked + "5\r\n12345\r\n6\r\n123456\r\n0\r\n\r\n")
                            .status())
                    .isEqualTo(413);
            assertThat(Raw.sendExactly(small.gateway.port(), chunked + "5\r\n12345\r\n5\r\n12345\r\n0\r\n\r\n")
                            .status())
                    .isEqualTo(204);
        }
    }

    @Test
    void breaksOffWhenTheUpstreamDoes() throws Exception {
        bed.upstream.answers(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            throw new IOException("cut");
        });
        assertThatThrownBy(() -> bed.send(authorized("/v1/files/1"))).isInstanceOf(IOException.class);
    }

    @Test
    void breaksOffChunkedAnswersToo() throws Exception {
        try (ServerSocket cutting = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                TestBed own = new TestBed()) {
            own.state.append(
                    TenantId.PLATFORM,
                    new ApiImported(GatewayWorld.media("http://127.0.0.1:" + cutting.getLocalPort())));
            Thread upstream = Thread.ofVirtual().start(() -> cut(cutting));
            assertThatThrownBy(() -> own.get("/v1/files/1")).isInstanceOf(IOException.class);
            upstream.join();
        }
    }

    @Test
    void cancelsTheUpstreamWhenTheCallerLeaves() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        bed.upstream.answers(exchange -> {
            begun.countDown();
            try {
                pour(exchange, new AtomicLong());
            } catch (IOException broken) {
                cancelled.countDown();
                throw broken;
            }
        });
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), bed.gateway.port())) {
            socket.getOutputStream().write(head("GET /v1/files/1", "", bed.token()));
            awaitLatch(begun);
        }
        assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void neverEndsAnUploadThatBroke() throws Exception {
        AtomicLong whole = new AtomicLong();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch broken = new CountDownLatch(1);
        bed.upstream.answers(exchange -> {
            begun.countDown();
            try {
                drain(exchange.getRequestBody());
                whole.incrementAndGet();
            } finally {
                broken.countDown();
            }
        });
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), bed.gateway.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(head("POST /v1/files", "Transfer-Encoding: chunked\r\n", bed.token()));
            out.write("186a0\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[100_000]);
            awaitLatch(begun);
        }
        assertThat(broken.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(whole.get()).isZero();
    }

    @Test
    void answers504ForALateUpstream() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        bed.upstream.answers(exchange -> awaitLatch(never));
        HttpResponse<String> answer = bed.send(authorized("/v1/files/1"));
        never.countDown();
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(TestBed.json(answer).path("code").asString()).isEqualTo("upstream_timeout");
    }

    @Test
    void answers502ForADeadUpstream() throws Exception {
        TestBed own = new TestBed();
        try (own) {
            own.upstream.close();
            HttpResponse<String> answer = own.get("/v1/files/1");
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(TestBed.json(answer).path("code").asString()).isEqualTo("upstream_unavailable");
        }
    }

    @Test
    void speaksHttp10ToOldCallers() throws Exception {
        bed.upstream.answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("streamed".getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), bed.gateway.port())) {
            String request = "GET /v1/files/1 HTTP/1.0\r\nAuthorization: Bearer " + bed.token() + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.0 200").endsWith("\r\n\r\nstreamed");
        }
    }

    private static HttpRequest.Builder authorized(String path) {
        return bed.to(path).header("Authorization", "Bearer " + bed.token());
    }

    private static byte[] head(String line, String headers, String token) {
        return (line + " HTTP/1.1\r\nHost: h\r\n" + headers + "Authorization: Bearer " + token + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void pour(HttpExchange exchange, AtomicLong written) throws IOException {
        exchange.sendResponseHeaders(200, HUNDRED_MB);
        byte[] block = new byte[64 << 10];
        try (OutputStream out = exchange.getResponseBody()) {
            while (written.get() < HUNDRED_MB) {
                out.write(block);
                written.addAndGet(block.length);
            }
        }
    }

    private static void upload(Socket socket, AtomicLong sent) {
        byte[] block = new byte[64 << 10];
        try {
            OutputStream out = socket.getOutputStream();
            out.write(head("POST /v1/files", "Content-Length: " + HUNDRED_MB + "\r\n", bed.token()));
            while (sent.get() < HUNDRED_MB) {
                out.write(block);
                sent.addAndGet(block.length);
            }
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static void cut(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read();
            String part = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n";
            socket.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static long drain(InputStream in) throws IOException {
        return in.transferTo(OutputStream.nullOutputStream());
    }

    /** Until the count has not moved for a while, which is what a full pipe looks like from its end. */
    private static void awaitStandstill(AtomicLong count) {
        long[] last = {-1, System.nanoTime()};
        TestBed.await(() -> {
            long now = count.get();
            if (now != last[0]) {
                last[0] = now;
                last[1] = System.nanoTime();
            }
            return now > 0 && System.nanoTime() - last[1] > 700_000_000L;
        });
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
