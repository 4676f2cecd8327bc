package dev.mandate.samples.sales.asset;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of certificates {@code first} to {@code last}; reserved if it names a task. */
record Holding(long id, long first, long last, @Nullable UUID taskId) {
    boolean isReserved() {
        return taskId != null;
    }
}
