package dev.mandate.control.log;

import dev.mandate.control.log.follow.LogSettings;
import java.time.Duration;

/** Builds settings of the log from the defaults; a test changes the ones that it is about. */
public final class LogSettingsBuilder {
    private static final LogSettings BASE = LogSettings.DEFAULTS;

    private Duration poll = BASE.poll();
    private boolean hints = BASE.hints();
    private int foldEvery = BASE.foldEvery();
    private Duration foldQuiet = BASE.foldQuiet();
    private int tenants = BASE.tenants();
    private int batch = BASE.batch();

    public LogSettingsBuilder poll(Duration every) {
        poll = every;
        return this;
    }

    public LogSettingsBuilder withoutHints() {
        hints = false;
        return this;
    }

    /** Stores a fold after that many entries, without waiting for a pause. */
    public LogSettingsBuilder foldEvery(int entries) {
        foldEvery = entries;
        foldQuiet = Duration.ofMillis(1);
        return this;
    }

    public LogSettingsBuilder tenants(int loaded) {
        tenants = loaded;
        return this;
    }

    public LogSettingsBuilder batch(int together) {
        batch = together;
        return this;
    }

    public LogSettings build() {
        return new LogSettings(
                poll,
                hints,
                BASE.coalesce(),
                BASE.retries(),
                BASE.queue(),
                BASE.keepAnswers(),
                foldEvery,
                foldQuiet,
                tenants,
                batch,
                BASE.cleanUp());
    }
}
