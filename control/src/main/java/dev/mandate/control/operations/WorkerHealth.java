package dev.mandate.control.operations;

import dev.mandate.protocol.worker.Worker;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Warns of background workers that keep failing. Never red: a node whose clean-up fails still decides and answers, and the log has an
 * indicator of its own.
 */
final class WorkerHealth implements HealthIndicator {
    private final List<Worker> workers;
    private final Duration patience;

    /** @param patience how long a worker may fail without a success before it is named */
    WorkerHealth(List<Worker> workers, Duration patience) {
        this.workers = List.copyOf(workers);
        this.patience = patience;
    }

    @Override
    public Health health() {
        List<String> warnings = workers.stream()
                .flatMap(worker -> worker.warning(patience).stream())
                .toList();
        return Health.up().withDetail("warnings", warnings).build();
    }
}
