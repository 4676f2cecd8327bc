package dev.mandate.control.lines;

import dev.mandate.control.setting.SettingCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many equal errors are logged, {@code mandate.lines.*}.
 *
 * @param repeats how often an equal warning or error is logged in each window; further ones are counted, and the count is logged
 * @param window the time after which the count is logged and starts again, at least 1 s
 */
@ConfigurationProperties(value = "mandate.lines", ignoreUnknownFields = false)
public record LinesSettings(
        @DefaultValue("10") int repeats, @DefaultValue("1m") Duration window) {
    public LinesSettings {
        SettingCheck check = new SettingCheck("mandate.lines");
        check.count("repeats", 1, repeats);
        check.between("window", Duration.ofSeconds(1), SettingCheck.LONGEST, window);
    }
}
