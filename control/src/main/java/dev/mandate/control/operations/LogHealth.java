package dev.mandate.control.operations;

import dev.mandate.control.log.Health;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Red when what this node knows of the log is over the bound, a stream went no further, or the clocks differ by 2 s. */
final class LogHealth implements HealthIndicator {
    private final Supplier<Health> log;
    private final Duration staleness;

    LogHealth(Supplier<Health> log, Duration staleness) {
        this.log = log;
        this.staleness = staleness;
    }

    @Override
    public org.springframework.boot.health.contributor.Health health() {
        Health now = log.get();
        boolean well = now.age().compareTo(staleness) <= 0 && now.stopped().isEmpty() && now.clockIsRight();
        return (well
                        ? org.springframework.boot.health.contributor.Health.up()
                        : org.springframework.boot.health.contributor.Health.down())
                .withDetail("ageMillis", now.age().toMillis())
                .withDetail("stopped", stopped(now))
                .withDetail("forks", now.forks())
                .withDetail(
                        "forked",
                        now.forked().stream()
                                .map(f -> f.stream() + " at " + f.at())
                                .toList())
                .withDetail("clockOffsetMillis", now.clock().toMillis())
                .withDetail("tenantsLoaded", now.loaded())
                .build();
    }

    private static SortedMap<String, String> stopped(Health now) {
        SortedMap<String, String> stopped = new TreeMap<>();
        now.stopped()
                .forEach((stream, stop) ->
                        stopped.put(stream.value(), "before revision " + stop.revision() + ": " + stop.reason()));
        return stopped;
    }
}
