package dev.mandate.control.log.follow;

import dev.mandate.control.setting.SettingCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the log is written and followed, {@code mandate.log.*}.
 *
 * @param poll time between two polls for entries of other nodes
 * @param hints whether nodes notify each other of appends, so that entries are read before the next poll
 * @param coalesce how long hints are gathered into one
 * @param retries how often a command is checked again after another writer came first
 * @param queue maximum time that a command waits for earlier ones on its stream
 * @param keepAnswers how long an idempotency key is remembered
 * @param foldEvery minimum number of entries between two stored folds of a stream; a large entry counts once more for each
 *     KiB
 * @param foldQuiet how long a stream rests before its fold is stored; at most fifteen times as long in a burst
 * @param tenants maximum number of tenants' folds in memory; the least recently used one is dropped first
 * @param batch maximum number of commands of one stream in one transaction
 * @param cleanUp time between two deletions of expired idempotency keys
 */
@ConfigurationProperties(value = "mandate.log", ignoreUnknownFields = false)
public record LogSettings(
        @DefaultValue("200ms") Duration poll,
        @DefaultValue("true") boolean hints,
        @DefaultValue("5ms") Duration coalesce,
        @DefaultValue("5") int retries,
        @DefaultValue("10s") Duration queue,
        @DefaultValue("24h") Duration keepAnswers,
        @DefaultValue("500") int foldEvery,
        @DefaultValue("2s") Duration foldQuiet,
        @DefaultValue("1000") int tenants,
        @DefaultValue("100") int batch,
        @DefaultValue("10m") Duration cleanUp) {
    /** As documented. */
    public static final LogSettings DEFAULTS = new LogSettings(
            Duration.ofMillis(200),
            true,
            Duration.ofMillis(5),
            5,
            Duration.ofSeconds(10),
            Duration.ofHours(24),
            500,
            Duration.ofSeconds(2),
            1_000,
            100,
            Duration.ofMinutes(10));

    public LogSettings {
        SettingCheck check = new SettingCheck("mandate.log");
        check.between("poll", Duration.ofMillis(1), Duration.ofMinutes(1), poll);
        check.between("coalesce", Duration.ofMillis(1), Duration.ofMinutes(1), coalesce);
        check.period("queue", queue);
        check.between("keep-answers", Duration.ofMillis(1), Duration.ofDays(366), keepAnswers);
        check.count("retries", 1, retries);
        check.count("fold-every", 1, foldEvery);
        check.period("fold-quiet", foldQuiet);
        check.count("tenants", 1, tenants);
        check.count("batch", 1, batch);
        check.period("clean-up", cleanUp);
    }
}
