package dev.mandate.samples.sales.task;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mandate.samples.sales.asset.Range;
import java.math.BigDecimal;

/** Certificates for sale, each at the same price. */
public record Lot(BigDecimal unitPrice, @JsonUnwrapped Range range) {
    BigDecimal price() {
        return unitPrice.multiply(BigDecimal.valueOf(range.size()));
    }
}
