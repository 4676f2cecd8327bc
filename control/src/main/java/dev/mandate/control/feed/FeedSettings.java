package dev.mandate.control.feed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How gateways are fed, {@code mandate.feed.*}.
 *
 * @param heartbeat how often a gateway is told that all was sent
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

    public FeedSettings {
        if (heartbeat.isNegative() || heartbeat.isZero()) {
            throw new IllegalArgumentException("`mandate.feed.heartbeat` must be longer than zero");
        }
        positive("sessions", sessions);
        positive("batch", batch);
        positive("whole-after", wholeAfter);
        positive("positions", positions);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("`mandate.feed." + name + "` must be at least 1, not `" + value + "`");
        }
    }
}
