package dev.mandate.control.postgres;

import dev.mandate.control.setting.SettingCheck;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which database, {@code mandate.database.*}.
 *
 * @param url of the operator's own PostgreSQL, {@code jdbc:postgresql://...}; without it one is embedded
 * @param username for the operator's own
 * @param password for the operator's own
 * @param data the folder of the embedded one
 * @param port of the embedded one on 127.0.0.1; 0 for a free one
 * @param connections the most that this node holds in its pool
 * @param start how long the embedded one may take to start
 * @param binaries the folder of an installed server's programs that the embedded one runs; null for those that come along
 */
@ConfigurationProperties(value = "mandate.database", ignoreUnknownFields = false)
public record DatabaseSettings(
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("data/postgres") Path data,
        @DefaultValue("0") int port,
        @DefaultValue("10") int connections,
        @DefaultValue("20s") Duration start,
        @Nullable Path binaries) {
    public DatabaseSettings {
        if (url != null && !url.startsWith("jdbc:postgresql://")) {
            throw new IllegalArgumentException("`mandate.database.url` must begin with `jdbc:postgresql://`");
        }
        SettingCheck check = new SettingCheck("mandate.database");
        check.between("port", 0, 65_535, port);
        check.between("connections", 2, 500, connections);
        check.period("start", start);
        if (binaries != null && !binaries.isAbsolute()) {
            throw new IllegalArgumentException("`mandate.database.binaries` must be an absolute path, such as"
                    + " `/usr/lib/postgresql/17/bin`, not `" + binaries + "`");
        }
    }

    /** An embedded one in the folder, on a free port. */
    public static DatabaseSettings embedded(Path data) {
        return new DatabaseSettings(null, null, null, data, 0, 10, Duration.ofSeconds(20), null);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return url == null ? "embedded in " + data : "external";
    }
}
