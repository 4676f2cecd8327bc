package dev.mandate.samples.sales.task;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.mandate.client.upstream.Place;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order that was taken, and what became of it.
 *
 * @param assets the order's, as JSON
 * @param certificates how many these are
 * @param buyerId of trades, as are {@code currency} and {@code total}
 * @param beneficiary of retirements
 * @param reason why it failed: a code
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Task(
        UUID taskId,
        @JsonIgnore String tenant,
        String salesChannelId,
        UUID traderId,
        TaskKind kind,
        TaskState state,
        @JsonRawValue String assets,
        long certificates,
        @Nullable UUID buyerId,
        @Nullable Currency currency,
        @Nullable BigDecimal total,
        @Nullable String beneficiary,
        @Nullable String reason,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime settledAt) {

    /** Where the task stands. */
    public Place place() {
        return new Place(tenant, salesChannelId);
    }
}
