package dev.mandate.samples.media.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.mandate.client.upstream.Place;
import java.util.UUID;

/** The metadata of the file behind an asset. */
record StudioFile(
        UUID id,
        @JsonIgnore String tenant,
        String clientId,
        UUID physicalFileTypeId,
        String name,
        long length,
        String md5) {
    Place place() {
        return new Place(tenant, clientId);
    }
}
