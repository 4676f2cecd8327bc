package dev.mandate.samples.sales.trader;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.client.upstream.Place;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A holder of assets in a sales channel.
 *
 * @param reference the trader's name in the channel's own books
 * @param proposalId the accepted proposal that added the trader; null if the trader was added directly
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Trader(
        UUID id,
        @JsonIgnore String tenant,
        String salesChannelId,
        String name,
        @Nullable String reference,
        @Nullable UUID proposalId,
        OffsetDateTime createdAt,
        OffsetDateTime updatedAt) {

    /** Returns the trader's tenant and sales channel. */
    public Place place() {
        return new Place(tenant, salesChannelId);
    }
}
