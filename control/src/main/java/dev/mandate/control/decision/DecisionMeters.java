package dev.mandate.control.decision;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** {@code mandate_decisions_*}: denials that this node stored, that wait, and that it dropped. */
@Component
final class DecisionMeters implements MeterBinder {
    private final DecisionStore store;
    private final DecisionJournal journal;

    DecisionMeters(DecisionStore store, DecisionJournal journal) {
        this.store = store;
        this.journal = journal;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("mandate.decisions.kept", store, DecisionStore::kept)
                .description("Denials that were stored")
                .register(registry);
        Gauge.builder("mandate.decisions.waiting", journal, j -> j.figures().records())
                .description("Denials of this node that wait to be stored")
                .register(registry);
        dropped(registry, "budget", store, DecisionStore::exceeded);
        dropped(registry, "failed", journal, DecisionJournal::failed);
        dropped(registry, "full", journal, j -> j.figures().full());
        dropped(registry, "sampled", journal, j -> j.figures().sampled());
    }

    private static <T> void dropped(MeterRegistry registry, String why, T source, ToDoubleFunction<T> figure) {
        FunctionCounter.builder("mandate.decisions.dropped", source, figure)
                .description("Denials that were not stored: over the hour's budget, refused by the database, no room to"
                        + " wait, or of callers without an active token over what a minute may have")
                .tag("why", why)
                .register(registry);
    }
}
