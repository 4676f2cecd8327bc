package dev.mandate.control.operations;

import dev.mandate.control.log.follow.StreamsHealth;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Supplier;

/** {@code mandate_log_*}: forks to raise an alarm for, and how this node is with the log. */
final class LogMeters implements MeterBinder {
    private final Supplier<StreamsHealth> log;

    LogMeters(Supplier<StreamsHealth> log) {
        this.log = log;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("mandate.log.forks", log, l -> l.get().forks())
                .description("How often the log took another course than the one that this node knew")
                .register(registry);
        Gauge.builder("mandate.log.age", log, l -> l.get().age().toNanos() / 1e9)
                .baseUnit("seconds")
                .description("Since the last good read of the primary began")
                .register(registry);
        Gauge.builder("mandate.log.stopped", log, l -> l.get().stopped().size())
                .description("Streams that go no further on this node")
                .register(registry);
        Gauge.builder("mandate.log.tenants.loaded", log, l -> l.get().loaded())
                .description("Tenants whose folds are in memory")
                .register(registry);
        Gauge.builder("mandate.log.clock.offset", log, l -> l.get().clock().toNanos() / 1e9)
                .baseUnit("seconds")
                .description("How far the database's clock is ahead of this node's")
                .register(registry);
    }
}
