package dev.mandate.samples.sales.proposal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.client.upstream.Place;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The registry's proposal that a sales channel adds a trader.
 *
 * @param name the trader's name
 * @param traderId the trader that was added when the proposal was accepted; null otherwise
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

    /** Returns the proposal's tenant and sales channel. */
    public Place place() {
        return new Place(tenant, salesChannelId);
    }
}
