package dev.mandate.samples.sales.task;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mandate.samples.sales.asset.Range;
import java.math.BigDecimal;

/** A range of certificates for sale, with the price of each. */
public record Lot(BigDecimal unitPrice, @JsonUnwrapped Range range) {
    BigDecimal price() {
        return unitPrice.multiply(BigDecimal.valueOf(range.size()));
    }
}
