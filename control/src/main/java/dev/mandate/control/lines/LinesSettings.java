package dev.mandate.control.lines;

import dev.mandate.control.setting.SettingCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many equal errors are logged, {@code mandate.lines.*}.
 *
 * @param repeats of an equal warning or error in each window; the others are counted, and the count is logged
 * @param window after which the count is logged and begins again
 */
@ConfigurationProperties(value = "mandate.lines", ignoreUnknownFields = false)
public record LinesSettings(
        @DefaultValue("10") int repeats, @DefaultValue("1m") Duration window) {
    public LinesSettings {
        SettingCheck check = new SettingCheck("mandate.lines");
        check.atLeast("repeats", 1, repeats);
        check.atLeast("window", Duration.ofSeconds(1), window);
    }
}
