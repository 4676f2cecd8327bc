package dev.mandate.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.gateway.setting.GatewaySettings;
import dev.mandate.gateway.upstream.ControlLink;
import dev.mandate.gateway.upstream.Origin;
import dev.mandate.protocol.record.DecisionRecord;
import dev.mandate.protocol.record.RecordBounds;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** How records reach the control plane, whatever it answers. */
class BackChannelTest {
    private final Vertx vertx = Vertx.vertx();

    /** The ids of each report that arrived, in order, and when it arrived. */
    private record Report(List<String> ids, long nanos) {}

    private final Queue<Report> reports = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    /** A control plane that answers each report with a status. */
    private HttpServer control(ToIntFunction<Report> status) {
        return vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    Report report = new Report(ids(body), System.nanoTime());
                    reports.add(report);
                    request.response().setStatusCode(status.applyAsInt(report)).end();
                }))
                .listen(0, "127.0.0.1")
                .await();
    }

    private static List<String> ids(Buffer body) {
        return JsonMapper.shared()
                .readTree(body.getBytes())
                .valueStream()
                .map(record -> record.path("id").asString())
                .toList();
    }

    private BackChannel channel(HttpServer control, int reportRecords) {
        ControlLink link = new ControlLink(vertx, new Origin(false, "127.0.0.1", control.actualPort()), "key");
        RecordBounds waiting = new RecordBounds(10_000, 16 << 20, 0);
        return new BackChannel(vertx, link, new GatewaySettings.Reporting(waiting, reportRecords, 1 << 20));
    }

    private static DecisionRecord record(int id) {
        return new DecisionRecord(
                "" + id, 1, "t", "a", "u", "1.1", "GET", "/a", "GET /a", null, 4, 404, "not_found", "PATH_UNKNOWN");
    }

    private static void await(BooleanSupplier happened) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void outlastsSustainedDenials() {
        int records = 3_000;
        AtomicReference<BackChannel> channel = new AtomicReference<>();
        AtomicInteger next = new AtomicInteger(1);
        HttpServer control = control(report -> {
            // the next denial comes while this one is being reported
            int id = next.incrementAndGet();
            if (id <= records) {
                channel.get().take(record(id));
            }
            return 204;
        });
        channel.set(channel(control, 1));
        channel.get().take(record(1));
        channel.get().start();
        await(() -> channel.get().delivery().sent() == records);
        channel.get().take(record(records + 1));
        await(() -> channel.get().delivery().sent() == records + 1);
    }

    @Test
    void keepsTheOrderOfADividedReport() {
        AtomicInteger answered = new AtomicInteger();
        // the first two reports are refused for what they hold, then the control plane is away once
        HttpServer control = control(report -> switch (answered.incrementAndGet()) {
            case 1, 2 -> 400;
            case 3 -> 503;
            default -> 204;
        });
        BackChannel channel = channel(control, 8);
        IntStream.range(0, 8).mapToObj(BackChannelTest::record).forEach(channel::take);
        channel.start();
        await(() -> channel.delivery().sent() == 8);
        assertThat(reports.stream().map(Report::ids).toList().getLast())
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
    }

    @Test
    void pausesAfterEachRefusal() {
        HttpServer control = control(report -> 405);
        BackChannel channel = channel(control, 4);
        IntStream.range(0, 4).mapToObj(BackChannelTest::record).forEach(channel::take);
        channel.start();
        await(() -> channel.delivery().refused() == 4);
        List<Long> at = reports.stream().map(Report::nanos).toList();
        assertThat(at).hasSize(7);
        long shortest = IntStream.range(1, 7)
                .mapToLong(i -> at.get(i) - at.get(i - 1))
                .min()
                .orElseThrow();
        assertThat(Duration.ofNanos(shortest)).isGreaterThan(Duration.ofMillis(40));
    }

    @Test
    void sendsWhatWaitsWhenItCloses() {
        HttpServer control = control(report -> report.ids().contains("3") ? 400 : 204);
        BackChannel channel = channel(control, 2);
        IntStream.range(0, 6).mapToObj(BackChannelTest::record).forEach(channel::take);
        channel.close().await();
        assertThat(channel.delivery().sent()).isEqualTo(5);
        assertThat(channel.delivery().refused()).isEqualTo(1);
    }

    @Test
    void saysWhatItCouldNotSendWhenItCloses() {
        BackChannel channel = channel(control(report -> 503), 2);
        channel.take(record(1));
        assertThatThrownBy(() -> channel.close().await()).hasMessageContaining("503");
    }
}
