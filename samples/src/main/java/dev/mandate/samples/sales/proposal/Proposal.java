package dev.mandate.samples.sales.proposal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.client.upstream.Place;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The registry's proposal that a sales channel take on a trader.
 *
 * @param name the trader's
 * @param traderId the trader that accepting it made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Proposal(
        UUID id,
        @JsonIgnore String tenant,
        String salesChannelId,
        String name,
        ProposalState state,
        @Nullable UUID traderId,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime settledAt) {

    /** Where the proposal stands. */
    public Place place() {
        return new Place(tenant, salesChannelId);
    }
}
