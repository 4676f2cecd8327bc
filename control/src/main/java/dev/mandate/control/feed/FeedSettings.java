package dev.mandate.control.feed;

import dev.mandate.control.setting.SettingCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How gateways are fed, {@code mandate.feed.*}.
 *
 * @param heartbeat interval of the confirmations to a gateway that everything was sent
 * @param sessions the most gateways that this node feeds at a time
 * @param batch how many entries are read from the log at a time
 * @param wholeAfter how many entries a gateway may be behind before it is sent a whole snapshot instead
 * @param positions the most bytes that a gateway's list of positions may have
 */
@ConfigurationProperties(value = "mandate.feed", ignoreUnknownFields = false)
public record FeedSettings(
        @DefaultValue("1s") Duration heartbeat,
        @DefaultValue("1000") int sessions,
        @DefaultValue("100") int batch,
        @DefaultValue("1000") int wholeAfter,
        @DefaultValue("16777216") int positions) {
    /** As documented. */
    public static final FeedSettings DEFAULTS = new FeedSettings(Duration.ofSeconds(1), 1_000, 100, 1_000, 1 << 24);

    /** Less, and a gateway of one tenant could not say what it knows. */
    private static final int LEAST_POSITIONS = 4_096;

    public FeedSettings {
        SettingCheck check = new SettingCheck("mandate.feed");
        check.between("heartbeat", Duration.ofMillis(1), Duration.ofMinutes(1), heartbeat);
        check.count("sessions", 1, sessions);
        check.count("batch", 1, batch);
        check.count("whole-after", 1, wholeAfter);
        check.count("positions", LEAST_POSITIONS, positions);
    }
}
