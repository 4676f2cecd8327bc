package dev.mandate.control.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mandate.control.management.Control;
import dev.mandate.protocol.worker.Worker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** Background workers as an operator sees them. */
@Timeout(90)
class WorkersTest {
    @Test
    void warnsOfAWorkerThatKeepsFailing() throws Exception {
        // its start leads `System.Logger` to Logback
        Control.server();
        Semaphore runs = new Semaphore(0);
        Logger logger = (Logger) LoggerFactory.getLogger(Worker.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        try (Worker worker = new Worker("broken", Duration.ZERO, () -> {
            runs.release();
            throw new IllegalStateException("still broken");
        })) {
            WorkerHealth health = new WorkerHealth(List.of(worker), Duration.ZERO);
            assertThat(health.health().getDetails()).containsEntry("warnings", List.of());
            logger.addAppender(lines);
            worker.start();
            runs.acquire(3);
            Health failing = health.health();
            assertThat(failing.getStatus()).isEqualTo(Status.UP);
            assertThat(failing.getDetails())
                    .hasEntrySatisfying(
                            "warnings",
                            warnings -> assertThat(warnings).asString().contains("worker `broken` has failed for "));
            assertThat(new WorkerHealth(List.of(worker), Duration.ofMinutes(1))
                            .health()
                            .getDetails())
                    .containsEntry("warnings", List.of());
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            new WorkerMeters(List.of(worker)).bindTo(registry);
            assertThat(registry.get("mandate.worker.failures")
                            .tag("worker", "broken")
                            .functionCounter()
                            .count())
                    .isGreaterThanOrEqualTo(2);
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list)
                .filteredOn(l -> l.getFormattedMessage().contains("`broken`"))
                .singleElement()
                .satisfies(l -> assertThat(l.getThrowableProxy().getMessage()).isEqualTo("still broken"));
    }

    private static String get(String path) throws IOException, InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + Control.server().operationsPort() + path);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void showsEveryWorkerOfANode() throws Exception {
        assertThat(get("/readyz")).contains("\"workers\":{", "\"warnings\":[]");
        String metrics = get("/metrics");
        for (String name : List.of(
                "answer-expiry",
                "decisions",
                "feed-moves",
                "forgetting",
                "key-rotation",
                "lines",
                "log-poll",
                "postgres-keeper",
                "stored-folds")) {
            assertThat(metrics).contains("mandate_worker_failures_total{worker=\"" + name + "\"}");
        }
    }
}
