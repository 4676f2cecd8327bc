package dev.mandate.samples.media.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.mandate.client.upstream.Place;
import java.util.UUID;

/** One article of a job. */
record Product(UUID id, @JsonIgnore String tenant, String clientId, UUID jobId, String name) {
    Place place() {
        return new Place(tenant, clientId);
    }
}
