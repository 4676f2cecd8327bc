package dev.mandate.control.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.log.follow.LogFork;
import dev.mandate.control.log.follow.StreamFailure;
import dev.mandate.control.log.follow.StreamsHealth;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.feed.Moment;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class LogHealthTest {
    private static final TenantId STUDIO = new TenantId("studio");
    private static final StreamsHealth WELL =
            new StreamsHealth(Duration.ofMillis(30), Map.of(), 0, List.of(), Duration.ZERO, 7);

    private static Health of(StreamsHealth log) {
        return new LogHealth(() -> log, Duration.ofMinutes(5)).health();
    }

    @Test
    void isGreenWhenAllIsWell() {
        assertThat(of(WELL).getStatus()).isEqualTo(Status.UP);
        assertThat(of(WELL).getDetails()).containsEntry("tenantsLoaded", 7);
    }

    @Test
    void isRedOverTheBound() {
        StreamsHealth old = new StreamsHealth(Duration.ofMinutes(6), Map.of(), 0, List.of(), Duration.ZERO, 7);
        assertThat(of(old).getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void isRedWhenTheClocksDiffer() {
        for (Duration clock : List.of(Duration.ofMillis(2_001), Duration.ofMillis(-2_001))) {
            StreamsHealth wrong = new StreamsHealth(Duration.ofMillis(30), Map.of(), 0, List.of(), clock, 7);
            assertThat(of(wrong).getStatus()).isEqualTo(Status.DOWN);
        }
        StreamsHealth near =
                new StreamsHealth(Duration.ofMillis(30), Map.of(), 0, List.of(), Duration.ofMillis(1_999), 7);
        assertThat(of(near).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void saysWhyAStreamStopped() {
        StreamFailure stop = new StreamFailure(9, "change `UserCloned` of version `1` is unknown", Moment.now());
        StreamsHealth stopped =
                new StreamsHealth(Duration.ofMillis(30), Map.of(STUDIO, stop), 0, List.of(), Duration.ZERO, 7);
        assertThat(of(stopped).getStatus()).as("the other tenants go on").isEqualTo(Status.UP);
        assertThat(of(stopped).getDetails())
                .containsEntry(
                        "stopped", Map.of("studio", "before revision 9: change `UserCloned` of version `1` is unknown"))
                .containsEntry(
                        "warnings",
                        List.of("stream `studio` is stopped before revision 9: change `UserCloned` of version `1` is"
                                + " unknown"));
    }

    @Test
    void isRedOnceThePlatformStopped() {
        StreamFailure stop = new StreamFailure(9, "it cannot be applied", Moment.now());
        StreamsHealth stopped = new StreamsHealth(
                Duration.ofMillis(30), Map.of(TenantId.PLATFORM, stop), 0, List.of(), Duration.ZERO, 7);
        assertThat(of(stopped).getStatus()).isEqualTo(Status.DOWN);
        assertThat(of(stopped).getDetails())
                .containsEntry("stopped", Map.of("platform", "before revision 9: it cannot be applied"));
    }

    @Test
    void namesTheForks() {
        LogFork fork = new LogFork(STUDIO, Instant.parse("2026-03-04T05:06:07Z"));
        StreamsHealth forked = new StreamsHealth(Duration.ofMillis(30), Map.of(), 1, List.of(fork), Duration.ZERO, 7);
        assertThat(of(forked).getStatus()).as("it goes on").isEqualTo(Status.UP);
        assertThat(of(forked).getDetails())
                .containsEntry("forks", 1L)
                .containsEntry("forked", List.of("studio at 2026-03-04T05:06:07Z"));
    }

    @Test
    void countsForksForAnAlarm() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        StreamsHealth forked =
                new StreamsHealth(Duration.ofSeconds(3), Map.of(), 2, List.of(), Duration.ofSeconds(-1), 7);
        new LogMeters(() -> forked).bindTo(registry);
        assertThat(registry.get("mandate.log.forks").functionCounter().count()).isEqualTo(2);
        assertThat(registry.get("mandate.log.age").gauge().value()).isEqualTo(3);
        assertThat(registry.get("mandate.log.tenants.loaded").gauge().value()).isEqualTo(7);
        assertThat(registry.get("mandate.log.clock.offset").gauge().value()).isEqualTo(-1);
    }
}
