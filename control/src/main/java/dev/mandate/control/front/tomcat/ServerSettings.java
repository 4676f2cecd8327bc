package dev.mandate.control.front.tomcat;

import dev.mandate.control.limit.LimitSettings;
import dev.mandate.control.setting.SettingCheck;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a control node listens and how long heads it reads, {@code mandate.control.*}.
 *
 * @param host of management, tokens and the feed
 * @param port of the same; 0 for a free one
 * @param managementHost of health and metrics
 * @param managementPort of the same; 0 for a free one
 * @param headerBytes the longest head of a request, without its first line, 1 KiB to 1 MiB
 * @param targetBytes the longest first line, 1 KiB to 1 MiB
 * @param connections that are open at once; others wait
 * @param idle how long a connection may be silent between requests, and how long a caller may take none of its answer
 * @param headTime from the first byte of a head until its last must be there, 1 s to 10 min
 * @param proxies addresses and networks of load balancers whose {@code X-Forwarded-For} counts
 */
@ConfigurationProperties(value = "mandate.control", ignoreUnknownFields = false)
public record ServerSettings(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("8081") int port,
        @DefaultValue("127.0.0.1") String managementHost,
        @DefaultValue("0") int managementPort,
        @DefaultValue("32768") int headerBytes,
        @DefaultValue("16384") int targetBytes,
        @DefaultValue("2000") int connections,
        @DefaultValue("75s") Duration idle,
        @DefaultValue("10s") Duration headTime,
        @DefaultValue List<String> proxies) {
    private static final int SHORTEST_HEAD = 1_024;

    /** A connection holds a buffer of both limits together. */
    private static final int LONGEST_HEAD = 1 << 20;

    public ServerSettings {
        SettingCheck check = new SettingCheck("mandate.control");
        check.between("port", 0, 65_535, port);
        check.between("management-port", 0, 65_535, managementPort);
        check.address("host", host);
        check.address("management-host", managementHost);
        check.between("header-bytes", SHORTEST_HEAD, LONGEST_HEAD, headerBytes);
        check.between("target-bytes", SHORTEST_HEAD, LONGEST_HEAD, targetBytes);
        check.count("connections", LimitSettings.LEAST_CONNECTIONS, connections);
        check.between("idle", Duration.ofSeconds(1), Duration.ofHours(1), idle);
        check.between("head-time", Duration.ofSeconds(1), Duration.ofMinutes(10), headTime);
        proxies = List.copyOf(proxies);
        check(proxies);
    }

    private static void check(List<String> proxies) {
        try {
            TrustedProxies.of(proxies);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "`mandate.control.proxies` must be addresses or networks such as 10.0.0.0/24, not `"
                            + String.join(",", proxies) + "`",
                    e);
        }
    }
}
