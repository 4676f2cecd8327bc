package dev.mandate.control.operations;

import dev.mandate.control.log.follow.StreamsHealth;
import dev.mandate.engine.id.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Red when the state age is over the bound, the platform's stream is stopped, or the clocks differ by 2 s. A tenant's
 * stream that is stopped is a warning, because every node would be red for one tenant's entry.
 */
final class LogHealth implements HealthIndicator {
    private final Supplier<StreamsHealth> log;
    private final Duration staleness;

    LogHealth(Supplier<StreamsHealth> log, Duration staleness) {
        this.log = log;
        this.staleness = staleness;
    }

    @Override
    public Health health() {
        StreamsHealth now = log.get();
        boolean well = now.age().compareTo(staleness) <= 0
                && !now.stopped().containsKey(TenantId.PLATFORM)
                && now.clockIsRight();
        return (well ? Health.up() : Health.down())
                .withDetail("ageMillis", now.age().toMillis())
                .withDetail("stopped", stopped(now))
                .withDetail("warnings", warnings(now))
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

    private static SortedMap<String, String> stopped(StreamsHealth now) {
        SortedMap<String, String> stopped = new TreeMap<>();
        now.stopped()
                .forEach((stream, stop) ->
                        stopped.put(stream.value(), "before revision " + stop.revision() + ": " + stop.reason()));
        return stopped;
    }

    private static List<String> warnings(StreamsHealth now) {
        return stopped(now).entrySet().stream()
                .map(stop -> "stream `" + stop.getKey() + "` is stopped " + stop.getValue())
                .toList();
    }
}
