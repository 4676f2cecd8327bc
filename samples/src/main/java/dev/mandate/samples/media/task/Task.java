package dev.mandate.samples.media.task;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.client.upstream.Place;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work that a studio gives to a vendor; {@code clientId} is the workspace. An ECOMM task has a job and a
 * product, an EDITORIAL task a project and a deliverable.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Task(
        UUID id,
        @JsonIgnore String tenant,
        String clientId,
        MediaModule module,
        TaskState state,
        UUID physicalFileTypeId,
        @Nullable UUID jobId,
        @Nullable UUID productId,
        @Nullable UUID projectId,
        @Nullable UUID deliverableId,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime startedAt,
        @Nullable OffsetDateTime submittedAt) {

    /** Returns the task's tenant and workspace. */
    public Place place() {
        return new Place(tenant, clientId);
    }
}
