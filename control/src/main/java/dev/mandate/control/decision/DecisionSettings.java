package dev.mandate.control.decision;

import dev.mandate.control.setting.SettingCheck;
import dev.mandate.protocol.record.RecordBounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of recorded decisions, {@code mandate.decisions.*}.
 *
 * @param keep how long a decision can be explained, 1 h to 366 days
 * @param cleanUp how often older decisions are deleted, at least 1 s
 * @param mostPerReport decisions in one report of a gateway
 * @param largestReport bytes of one report of a gateway
 * @param mostPerApp decisions of one app that are stored in an hour; further ones are counted
 * @param mostWithoutApp decisions about callers without a verified token that are stored in an hour; further ones are counted
 * @param mostWaiting this node's own denials that wait to be stored
 * @param waitingBytes of the denials that wait, as JSON
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
        SettingCheck check = new SettingCheck("mandate.decisions");
        check.between("keep", Duration.ofHours(1), Duration.ofDays(366), keep);
        check.between("clean-up", Duration.ofSeconds(1), SettingCheck.LONGEST, cleanUp);
        check.between("drain", Duration.ZERO, Duration.ofMinutes(1), drain);
        check.count("most-per-report", 1, mostPerReport);
        check.count("largest-report", 1, largestReport);
        check.count("most-per-app", 1, mostPerApp);
        check.count("most-without-app", 0, mostWithoutApp);
        check.count("most-waiting", 1, mostWaiting);
        check.count("waiting-bytes", RecordBounds.LEAST_BYTES, waitingBytes);
        check.count("without-app-per-minute", 0, withoutAppPerMinute);
    }

    /** Returns the bounds of this node's own denials that wait to be stored. */
    RecordBounds waiting() {
        return new RecordBounds(mostWaiting, waitingBytes, withoutAppPerMinute);
    }
}
