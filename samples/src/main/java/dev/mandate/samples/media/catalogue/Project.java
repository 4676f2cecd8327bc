package dev.mandate.samples.media.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.mandate.client.upstream.Place;
import java.util.UUID;

/** An editorial production; {@code clientId} is the workspace. */
record Project(UUID id, @JsonIgnore String tenant, String clientId, String name, WorkState state) {
    Place place() {
        return new Place(tenant, clientId);
    }
}
