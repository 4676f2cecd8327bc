package dev.mandate.control.decision;

import dev.mandate.protocol.record.RecordBounds;
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
 * @param mostPerApp decisions of one app that are stored in an hour; further ones are counted
 * @param mostWithoutApp decisions about callers without a verified token that are stored in an hour; further ones are counted
 * @param mostWaiting this node's own denials that wait to be stored
 * @param waitingBytes of those
 * @param withoutAppPerMinute this node's own denials of callers without a verified token that are taken in a minute
 * @param drain the longest that a node that stops stores its own denials, 0 to 1 min; later ones are lost
 */
@ConfigurationProperties(value = "mandate.decisions", ignoreUnknownFields = false)
public record DecisionSettings(
        @DefaultValue("7d") Duration keep,
        @DefaultValue("10m") Duration cleanUp,
        @DefaultValue("1000") int mostPerReport,
        @DefaultValue("4194304") int largestReport,
        @DefaultValue("3600") int mostPerApp,
        @DefaultValue("3600") int mostWithoutApp,
        @DefaultValue("10000") int mostWaiting,
        @DefaultValue("16777216") int waitingBytes,
        @DefaultValue("60") int withoutAppPerMinute,
        @DefaultValue("2s") Duration drain) {
    public DecisionSettings {
        if (keep.compareTo(Duration.ofHours(1)) < 0 || keep.compareTo(Duration.ofDays(366)) > 0) {
            throw new IllegalArgumentException("`mandate.decisions.keep` must be 1h to 366d, not `" + keep + "`");
        }
        if (cleanUp.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("`mandate.decisions.clean-up` must be at least 1s");
        }
        if (drain.isNegative() || drain.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("`mandate.decisions.drain` must be 0s to 1m, not `" + drain + "`");
        }
        atLeast("most-per-report", mostPerReport, 1);
        atLeast("largest-report", largestReport, 1);
        atLeast("most-per-app", mostPerApp, 1);
        atLeast("most-without-app", mostWithoutApp, 0);
        atLeast("most-waiting", mostWaiting, 1);
        atLeast("waiting-bytes", waitingBytes, RecordBounds.LEAST_BYTES);
        atLeast("without-app-per-minute", withoutAppPerMinute, 0);
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "`mandate.decisions." + name + "` must be at least " + least + ", not `" + value + "`");
        }
    }

    /** What this node's own denials may hold until they are stored. */
    RecordBounds waiting() {
        return new RecordBounds(mostWaiting, waitingBytes, withoutAppPerMinute);
    }
}
