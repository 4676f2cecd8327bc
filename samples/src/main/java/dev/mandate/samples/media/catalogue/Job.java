package dev.mandate.samples.media.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.mandate.client.upstream.Place;
import java.util.UUID;

/** A batch of products to be photographed; {@code clientId} is the workspace. */
record Job(UUID id, @JsonIgnore String tenant, String clientId, String name, WorkState state) {
    Place place() {
        return new Place(tenant, clientId);
    }
}
