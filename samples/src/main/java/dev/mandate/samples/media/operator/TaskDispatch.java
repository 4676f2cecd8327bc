package dev.mandate.samples.media.operator;

import dev.mandate.client.upstream.Place;
import dev.mandate.samples.media.task.MediaModule;
import dev.mandate.samples.media.task.Tasks;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Gives work to vendors: creates a task, announces it by webhook, and shows its outcome. */
@Component
final class TaskDispatch {
    private final TaskMaker maker;
    private final Tasks tasks;
    private final Webhooks webhooks;
    private final Proof proof;

    TaskDispatch(TaskMaker maker, Tasks tasks, Webhooks webhooks, Proof proof) {
        this.maker = maker;
        this.tasks = tasks;
        this.webhooks = webhooks;
        this.proof = proof;
    }

    Proof.View dispatch(Place place, MediaModule module) throws IOException {
        NewTask ids = NewTask.of(UUID.randomUUID(), maker.fileType(place));
        maker.make(place, module, ids);
        webhooks.taskReady(tasks.find(ids.task()).orElseThrow());
        return proof(ids.task()).orElseThrow();
    }

    Optional<Proof.View> proof(UUID task) throws IOException {
        return proof.of(task);
    }
}
