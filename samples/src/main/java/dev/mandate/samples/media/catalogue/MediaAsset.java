package dev.mandate.samples.media.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.mandate.client.upstream.Place;
import java.util.UUID;

/** A picture of a task: the source for the vendor, or a result of the vendor. */
record MediaAsset(
        UUID id, @JsonIgnore String tenant, String clientId, UUID taskId, UUID fileId, String name, Role role) {
    enum Role {
        SOURCE,
        RESULT
    }

    Place place() {
        return new Place(tenant, clientId);
    }
}
