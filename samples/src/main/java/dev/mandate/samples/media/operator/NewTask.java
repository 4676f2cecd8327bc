package dev.mandate.samples.media.operator;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The ids of a task that is to be made, with all that belongs to it. */
record NewTask(UUID task, UUID parent, UUID item, UUID fileType) {
    /** A task of a job or project of its own, whose ids follow from the task's. */
    static NewTask of(UUID task, UUID fileType) {
        return new NewTask(task, part(task, "parent"), part(task, "item"), fileType);
    }

    /** The id of a part that nobody has to know beforehand: the same for the same task. */
    UUID part(String name) {
        return part(task, name);
    }

    private static UUID part(UUID task, String name) {
        return UUID.nameUUIDFromBytes((task + "/" + name).getBytes(StandardCharsets.UTF_8));
    }
}
