package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an upstream took for a 404 does not show. */
class NotFoundTimeTest {
    private static final Duration STEP = Duration.ofMillis(400);

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
}
