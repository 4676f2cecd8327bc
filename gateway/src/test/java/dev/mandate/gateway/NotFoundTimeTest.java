package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an upstream took for a 404 does not show, nor how it sent it. */
class NotFoundTimeTest {
    private static final Duration STEP = Duration.ofMillis(400);

    private static final String BODY = "{\"code\":\"not_found\"}";
    private static final String LONG = "0123456789".repeat(100_000);

    private static TestBed bed;

    @BeforeAll
    static void start() throws IOException {
        bed = new TestBed("MANDATE_GATEWAY_NOT_FOUND_STEP", STEP.toMillis() + "ms");
        bed.upstream.answers(200, "hello");
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    private record Timed(HttpResponse<String> answer, Duration took) {}

    private static Timed get() throws Exception {
        long start = System.nanoTime();
        HttpResponse<String> answer = bed.get("/v1/files/1");
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - start));
    }

    @Test
    void aNotFoundLeavesAtTheBeat() throws Exception {
        bed.upstream.answers(404, "{}", "Mandate-Reason", "outside-spaces; space=other");
        Timed timed = get();
        assertThat(timed.answer().statusCode()).isEqualTo(404);
        assertThat(timed.answer().body()).isEqualTo("{}");
        assertThat(timed.took()).isGreaterThanOrEqualTo(STEP);
    }

    @Test
    void aNotFoundWithoutAReasonDoesToo() throws Exception {
        bed.upstream.answers(404, "");
        assertThat(get().took()).isGreaterThanOrEqualTo(STEP);
    }

    @Test
    void aBrokenOneIsNotTakenForWhole() throws Exception {
        bed.upstream.answers(exchange -> {
            exchange.sendResponseHeaders(404, 10);
            exchange.getResponseBody().write(new byte[3]);
            exchange.getResponseBody().flush();
            throw new IOException("broken off on purpose");
        });
        assertThat(catchThrowable(NotFoundTimeTest::get)).isInstanceOf(IOException.class);
    }

    /** How its body came is as much of a tell as its time: a longer reason, which we remove, is enough to split a read. */
    @Test
    void howItCameDoesNotShow() throws Exception {
        bed.upstream.answers(404, BODY, "Mandate-Reason", "no-such-resource");
        Raw.Answer whole = raw("GET");
        bed.upstream.answers(exchange -> {
            exchange.getResponseHeaders().add("Mandate-Reason", "outside-spaces; space=other");
            exchange.sendResponseHeaders(404, 0);
            for (byte one : BODY.getBytes(StandardCharsets.US_ASCII)) {
                exchange.getResponseBody().write(one);
                exchange.getResponseBody().flush();
            }
            exchange.close();
        });
        Raw.Answer pieces = raw("GET");
        assertThat(pieces.status()).isEqualTo(404);
        assertThat(pieces.body()).isEqualTo(BODY).isEqualTo(whole.body());
        assertThat(shape(pieces)).isEqualTo(shape(whole)).contains("content-length: " + BODY.length());
    }

    @Test
    void aLateBodyWaitsForTheNextBeat() throws Exception {
        bed.upstream.answers(exchange -> {
            long asked = System.nanoTime();
            exchange.sendResponseHeaders(404, 0);
            exchange.getResponseBody().write('1');
            exchange.getResponseBody().flush();
            TestBed.await(() -> System.nanoTime() - asked > STEP.toNanos());
            exchange.getResponseBody().write('2');
            exchange.close();
        });
        Timed timed = get();
        assertThat(timed.answer().body()).isEqualTo("12");
        assertThat(timed.took()).isGreaterThanOrEqualTo(STEP.multipliedBy(2));
    }

    @Test
    void aHeadHasNoBody() throws Exception {
        bed.upstream.answers(exchange -> {
            exchange.getResponseHeaders().add("Content-Length", "7");
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        Raw.Answer first = raw("HEAD", "HEAD");
        assertThat(first.status()).isEqualTo(404);
        assertThat(first.header("content-length")).contains("7");
        assertThat(first.header("transfer-encoding")).isEmpty();
    }

    @Test
    void aLongOneIsPassedOnWhole() throws Exception {
        bed.upstream.answers(404, LONG);
        Timed timed = get();
        assertThat(timed.answer().body()).isEqualTo(LONG);
        assertThat(timed.took()).isGreaterThanOrEqualTo(STEP);
    }

    @Test
    void aLongOneThatBreaksIsNotTakenForWhole() throws Exception {
        bed.upstream.answers(exchange -> {
            exchange.sendResponseHeaders(404, 0);
            exchange.getResponseBody().write(LONG.getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
            throw new IOException("broken off on purpose");
        });
        assertThat(catchThrowable(NotFoundTimeTest::get)).isInstanceOf(IOException.class);
    }

    @Test
    void aCallerWhoLeavesTakesItAlong() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        bed.upstream.answers(exchange -> {
            try {
                exchange.sendResponseHeaders(404, 0);
                while (true) {
                    exchange.getResponseBody().write('1');
                    exchange.getResponseBody().flush();
                    begun.countDown();
                }
            } catch (IOException broken) {
                cancelled.countDown();
                throw broken;
            }
        });
        Socket caller = open("GET");
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        caller.close();
        assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Asks by each method on one connection, so that none leaves more on it than its answer; the first's answer. */
    private static Raw.Answer raw(String... methods) throws IOException {
        try (Socket socket = open(methods)) {
            List<Raw.Answer> answers = new ArrayList<>();
            for (String method : methods) {
                answers.add(
                        method.equals("HEAD")
                                ? Raw.readHead(socket.getInputStream())
                                : Raw.read(socket.getInputStream()));
            }
            assertThat(answers).allSatisfy(a -> assertThat(a.status()).isEqualTo(404));
            return answers.getFirst();
        }
    }

    private static Socket open(String... methods) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), bed.gateway.port());
        socket.setSoTimeout(10_000);
        for (String method : methods) {
            String call =
                    method + " /v1/files/1 HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + bed.token() + "\r\n\r\n";
            socket.getOutputStream().write(call.getBytes(StandardCharsets.US_ASCII));
        }
        return socket;
    }

    /** The headers but those that differ for any two answers. */
    private static List<String> shape(Raw.Answer answer) {
        return answer.headers().stream()
                .map(h -> h.toLowerCase(Locale.ROOT))
                .filter(h -> !h.startsWith("date:") && !h.startsWith("mandate-decision:"))
                .toList();
    }
}
