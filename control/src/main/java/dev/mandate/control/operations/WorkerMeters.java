package dev.mandate.control.operations;

import dev.mandate.protocol.worker.Worker;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;

/** {@code mandate_worker_failures_total}: failed runs of each background worker of this node. */
final class WorkerMeters implements MeterBinder {
    private final List<Worker> workers;

    WorkerMeters(List<Worker> workers) {
        this.workers = List.copyOf(workers);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        workers.forEach(worker -> FunctionCounter.builder("mandate.worker.failures", worker, Worker::failures)
                .description("Runs of a background worker that failed; it tries again after each")
                .tag("worker", worker.name())
                .register(registry));
    }
}
