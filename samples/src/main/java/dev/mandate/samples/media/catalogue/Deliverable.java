package dev.mandate.samples.media.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.mandate.client.upstream.Place;
import java.util.UUID;

/** One item that a project has to deliver. */
record Deliverable(UUID id, @JsonIgnore String tenant, String clientId, UUID projectId, String name) {
    Place place() {
        return new Place(tenant, clientId);
    }
}
