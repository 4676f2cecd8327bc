package dev.mandate.control.computation;

import dev.mandate.control.setting.SettingCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of questions and surveys, {@code mandate.computation.*}.
 *
 * @param steps users, groups, words and changes that one question looks at; beyond it the answer is cut
 * @param inProgress questions of one tenant that run or wait at once
 * @param waiting computations that wait for a thread
 * @param time how long one computation may wait and run, 1 ms to 1 d; then it is refused if it waits, and cut if it runs
 * @param streams answers that are written line by line at once
 * @param streamed bytes after which such an answer ends; it says that it is cut
 */
@ConfigurationProperties(value = "mandate.computation", ignoreUnknownFields = false)
public record ComputationSettings(
        @DefaultValue("200000000") long steps,
        @DefaultValue("2") int inProgress,
        @DefaultValue("64") int waiting,
        @DefaultValue("10s") Duration time,
        @DefaultValue("8") int streams,
        @DefaultValue("67108864") int streamed) {
    public ComputationSettings {
        SettingCheck check = new SettingCheck("mandate.computation");
        check.count("steps", 1, steps);
        check.count("in-progress", 1, inProgress);
        check.between("waiting", 1, 10_000, waiting);
        check.period("time", time);
        check.count("streams", 1, streams);
        check.count("streamed", 1, streamed);
    }
}
