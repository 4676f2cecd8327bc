package dev.mandate.samples.media.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.mandate.client.upstream.Place;
import java.util.UUID;

/** The studio's instructions for a task's pictures. */
record Spec(UUID id, @JsonIgnore String tenant, String clientId, UUID taskId, String name, String instructions) {
    Place place() {
        return new Place(tenant, clientId);
    }
}
