package dev.mandate.control.front;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one caller may ask for, {@code mandate.limit.*}.
 *
 * @param inProgress the most requests of one address that are in progress at once
 */
@ConfigurationProperties(value = "mandate.limit", ignoreUnknownFields = false)
public record LimitSettings(@DefaultValue("128") int inProgress) {
    public LimitSettings {
        if (inProgress < 1) {
            throw new IllegalArgumentException(
                    "`mandate.limit.in-progress` must be at least 1, not `" + inProgress + "`");
        }
    }
}
