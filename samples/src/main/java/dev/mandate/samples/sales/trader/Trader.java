package dev.mandate.samples.sales.trader;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.client.upstream.Place;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who holds assets through a sales channel.
 *
 * @param reference what the channel calls the trader in its own books
 * @param proposalId the accepted proposal that made the trader; null for one made by hand
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

    /** Where the trader stands. */
    public Place place() {
        return new Place(tenant, salesChannelId);
    }
}
