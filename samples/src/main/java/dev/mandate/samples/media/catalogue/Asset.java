package dev.mandate.samples.media.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.mandate.client.upstream.Place;
import java.util.UUID;

/** A picture of a task: the source that the vendor gets, or the result that it hands in. */
record Asset(UUID id, @JsonIgnore String tenant, String clientId, UUID taskId, UUID fileId, String name, Role role) {
    enum Role {
        SOURCE,
        RESULT
    }

    Place place() {
        return new Place(tenant, clientId);
    }
}
