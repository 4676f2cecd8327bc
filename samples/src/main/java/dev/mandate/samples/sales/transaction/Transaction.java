package dev.mandate.samples.sales.transaction;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A settled order: certificates that changed owner, were retired, or left the registry.
 *
 * @param assets as JSON
 * @param total the price that the buyer pays, with two decimals
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Transaction(
        UUID id,
        String salesChannelId,
        Kind kind,
        UUID taskId,
        UUID traderId,
        @Nullable UUID buyerId,
        @JsonRawValue String assets,
        long certificates,
        @Nullable String currency,
        @Nullable BigDecimal total,
        OffsetDateTime createdAt) {
    enum Kind {
        TRADE,
        RETIRE,
        OFFRAMP
    }
}
