package dev.mandate.control.decision;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How recorded decisions are taken in and kept, {@code mandate.decisions.*}.
 *
 * @param keep how long a decision can be explained, 1 h to 366 days
 * @param cleanUp how often those that are older are forgotten
 * @param mostPerReport decisions in one report of a gateway
 * @param largestReport in bytes
 */
@ConfigurationProperties(value = "mandate.decisions", ignoreUnknownFields = false)
public record DecisionSettings(
        @DefaultValue("7d") Duration keep,
        @DefaultValue("10m") Duration cleanUp,
        @DefaultValue("1000") int mostPerReport,
        @DefaultValue("4194304") int largestReport) {
    public DecisionSettings {
        if (keep.compareTo(Duration.ofHours(1)) < 0 || keep.compareTo(Duration.ofDays(366)) > 0) {
            throw new IllegalArgumentException("`mandate.decisions.keep` must be 1h to 366d, not `" + keep + "`");
        }
        if (cleanUp.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("`mandate.decisions.clean-up` must be at least 1s");
        }
        if (mostPerReport < 1 || largestReport < 1) {
            throw new IllegalArgumentException(
                    "`mandate.decisions.most-per-report` and `mandate.decisions.largest-report` must be at least 1");
        }
    }
}
