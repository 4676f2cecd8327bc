package dev.mandate.samples.media.operator;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The ids of a new task and of everything that belongs to it. */
record NewTask(UUID task, UUID parent, UUID item, UUID fileType) {
    /** Returns ids for a task with its own job or project, derived from the task's id. */
    static NewTask of(UUID task, UUID fileType) {
        return new NewTask(task, part(task, "parent"), part(task, "item"), fileType);
    }

    /** Returns the id of a part that no caller needs to choose: always the same for one task. */
    UUID part(String name) {
        return part(task, name);
    }

    private static UUID part(UUID task, String name) {
        return UUID.nameUUIDFromBytes((task + "/" + name).getBytes(StandardCharsets.UTF_8));
    }
}
