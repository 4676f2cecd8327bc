package dev.mandate.control.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one caller may ask for, {@code mandate.limit.*}. All but the first two and the last are a rate a second, of which ten seconds may be
 * asked for at once; zero is no limit.
 *
 * @param connections the most connections of one address that are open at once
 * @param inProgress the most requests of one address that are in progress at once
 * @param address requests of one address
 * @param failures requests of one address whose credential is refused
 * @param tokens that one app obtains
 * @param app requests with tokens of one app
 * @param gateway requests with one gateway's key
 * @param remembered the most addresses, apps or gateways that each limit remembers
 */
@ConfigurationProperties(value = "mandate.limit", ignoreUnknownFields = false)
public record LimitSettings(
        @DefaultValue("512") int connections,
        @DefaultValue("128") int inProgress,
        @DefaultValue("1000") int address,
        @DefaultValue("50") int failures,
        @DefaultValue("50") int tokens,
        @DefaultValue("500") int app,
        @DefaultValue("5000") int gateway,
        @DefaultValue("100000") int remembered) {
    public LimitSettings {
        atLeast(1, "connections", connections);
        atLeast(1, "in-progress", inProgress);
        atLeast(0, "address", address);
        atLeast(0, "failures", failures);
        atLeast(0, "tokens", tokens);
        atLeast(0, "app", app);
        atLeast(0, "gateway", gateway);
        atLeast(1, "remembered", remembered);
    }

    private static void atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "`mandate.limit." + name + "` must be at least " + least + ", not `" + value + "`");
        }
    }
}
