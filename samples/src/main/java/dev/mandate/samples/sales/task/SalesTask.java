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
 * An accepted order and its outcome.
 *
 * @param assets the order's assets as JSON
 * @param certificates number of certificates
 * @param buyerId for trades only, like {@code currency} and {@code total}
 * @param beneficiary for retirements only
 * @param reason code of why the task failed; null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SalesTask(
        UUID taskId,
        @JsonIgnore String tenant,
        String salesChannelId,
        UUID traderId,
        TaskKind kind,
        SalesTaskState state,
        @JsonRawValue String assets,
        long certificates,
        @Nullable UUID buyerId,
        @Nullable Currency currency,
        @Nullable BigDecimal total,
        @Nullable String beneficiary,
        @Nullable String reason,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime settledAt) {

    /** Returns the task's tenant and sales channel. */
    public Place place() {
        return new Place(tenant, salesChannelId);
    }
}
