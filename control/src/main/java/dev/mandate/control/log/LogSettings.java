package dev.mandate.control.log;

import dev.mandate.control.setting.SettingCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the log is written and followed, {@code mandate.log.*}.
 *
 * @param poll how often it is looked for entries of other nodes
 * @param hints whether a hint is sent after each append and listened for, so that others need not wait for the poll
 * @param coalesce how long hints are gathered into one
 * @param retries how often a command is checked again after another writer came first
 * @param queue the longest that a command waits for those before it on its stream
 * @param keepAnswers how long an idempotency key is remembered
 * @param foldEvery how many entries there are at least between two stored folds of a stream; a large one counts once more
 *     for each KiB that it has
 * @param foldQuiet how long a stream rests before its fold is stored; at the latest after fifteen times as long
 * @param tenants how many tenants' folds stay in memory; the least recently used go
 * @param batch the most commands of one stream that are committed together
 * @param cleanUp how often answers under idempotency keys that are older than they are kept are deleted
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

    LogSettings hinting(boolean on) {
        return new LogSettings(
                poll, on, coalesce, retries, queue, keepAnswers, foldEvery, foldQuiet, tenants, batch, cleanUp);
    }

    LogSettings foldingEvery(int entries) {
        return new LogSettings(
                poll,
                hints,
                coalesce,
                retries,
                queue,
                keepAnswers,
                entries,
                Duration.ofMillis(1),
                tenants,
                batch,
                cleanUp);
    }

    LogSettings keeping(int loaded) {
        return new LogSettings(
                poll, hints, coalesce, retries, queue, keepAnswers, foldEvery, foldQuiet, loaded, batch, cleanUp);
    }

    LogSettings committing(int together) {
        return new LogSettings(
                poll, hints, coalesce, retries, queue, keepAnswers, foldEvery, foldQuiet, tenants, together, cleanUp);
    }

    LogSettings polling(Duration every) {
        return new LogSettings(
                every, hints, coalesce, retries, queue, keepAnswers, foldEvery, foldQuiet, tenants, batch, cleanUp);
    }
}
