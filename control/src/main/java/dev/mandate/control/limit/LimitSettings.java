package dev.mandate.control.limit;

import dev.mandate.control.setting.SettingCheck;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one caller may ask for, {@code mandate.limit.*}. {@code address} to {@code gateway} are requests per second; a bucket
 * holds ten seconds of them, and zero is no limit. The others are counts.
 *
 * @param connections the most connections of one address that are open at once
 * @param inProgress the most requests of one address that are in progress at once
 * @param address requests of one address
 * @param failures requests of one address whose credential is refused; one without a credential does not count
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
    /** A gateway holds a stream and sends calls at the same time. */
    public static final int LEAST_CONNECTIONS = 10;

    public LimitSettings {
        SettingCheck check = new SettingCheck("mandate.limit");
        check.count("connections", LEAST_CONNECTIONS, connections);
        check.count("in-progress", 1, inProgress);
        check.count("address", 0, address);
        check.count("failures", 0, failures);
        check.count("tokens", 0, tokens);
        check.count("app", 0, app);
        check.count("gateway", 0, gateway);
        check.count("remembered", 1, remembered);
    }
}
