package dev.mandate.control.operations;

import dev.mandate.protocol.worker.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
        List<String> warnings =
                workers.stream().flatMap(worker -> warning(worker).stream()).toList();
        return Health.up().withDetail("warnings", warnings).build();
    }

    private Optional<String> warning(Worker worker) {
        return worker.failing()
                .filter(failing -> failing.age().compareTo(patience) >= 0)
                .map(failing -> "worker `" + worker.name() + "` has failed for "
                        + failing.age().toSeconds() + " s, " + failing.times() + " times in a row; the log says why");
    }
}
