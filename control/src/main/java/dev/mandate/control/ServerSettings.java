package dev.mandate.control;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a control node listens, {@code mandate.control.*}.
 *
 * @param host of management, tokens and the feed
 * @param port of the same; 0 for a free one
 * @param managementHost of health and metrics
 * @param managementPort of the same; 0 for a free one
 */
@ConfigurationProperties(value = "mandate.control", ignoreUnknownFields = false)
record ServerSettings(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("8081") int port,
        @DefaultValue("127.0.0.1") String managementHost,
        @DefaultValue("0") int managementPort) {
    ServerSettings {
        check("port", port);
        check("management-port", managementPort);
    }

    private static void check(String name, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("`mandate.control." + name + "` must be 0 to 65535, not `" + port + "`");
        }
    }
}
