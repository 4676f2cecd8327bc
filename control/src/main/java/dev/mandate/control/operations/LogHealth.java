package dev.mandate.control.operations;

import dev.mandate.control.log.Health;
import dev.mandate.control.log.Streams;
import java.time.Duration;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Red when what this node knows of the log is over the bound, a stream went no further, or the clocks differ by 2 s. */
final class LogHealth implements HealthIndicator {
    private static final Duration CLOCK = Duration.ofSeconds(2);

    private final Streams streams;
    private final Duration staleness;

    LogHealth(Streams streams, Duration staleness) {
        this.streams = streams;
        this.staleness = staleness;
    }

    @Override
    public org.springframework.boot.health.contributor.Health health() {
        Health log = streams.health();
        boolean well = log.age().compareTo(staleness) <= 0
                && log.stopped().isEmpty()
                && log.clock().abs().compareTo(CLOCK) <= 0;
        return (well
                        ? org.springframework.boot.health.contributor.Health.up()
                        : org.springframework.boot.health.contributor.Health.down())
                .withDetail("ageMillis", log.age().toMillis())
                .withDetail(
                        "stopped",
                        log.stopped().keySet().stream()
                                .map(Object::toString)
                                .sorted()
                                .toList())
                .withDetail("forks", log.forks())
                .withDetail("clockOffsetMillis", log.clock().toMillis())
                .build();
    }
}
