package dev.mandate.control.decision;

import dev.mandate.protocol.worker.Worker;
import jakarta.annotation.PreDestroy;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Deletes decisions that were kept long enough, from time to time. Each node does so; the second finds nothing to delete. */
@Component
final class Forgetting implements Worker.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);

    private final DecisionStore store;
    private final DecisionSettings settings;
    private final Worker worker;

    Forgetting(DecisionStore store, DecisionSettings settings) {
        this.store = store;
        this.settings = settings;
        this.worker = new Worker("forgetting", settings.cleanUp(), this::forget).start();
    }

    private void forget() {
        int forgotten = store.forget(settings.keep());
        LOG.debug("forgot {} decisions", forgotten);
    }

    @Override
    public List<Worker> workers() {
        return List.of(worker);
    }

    @PreDestroy
    void stop() {
        worker.close();
    }
}
