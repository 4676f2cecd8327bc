package dev.mandate.control.front.body;

import dev.mandate.control.setting.SettingCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of request bodies, {@code mandate.body.*}. What management, imports and gateways may send is set by
 * {@code mandate.api}, {@code mandate.decisions} and {@code mandate.feed}.
 *
 * @param token the most bytes of a request for a token
 * @param internal the most bytes of a call of a gateway that has no setting of its own, such as the one that registers its key; at
 *     least 4096
 * @param userServices the most bytes of a call of the user services
 * @param time from the start of a request until the last byte of its body must be there, 1 s to 10 min
 * @param silence the longest pause between two bytes of a body, 1 s to 10 min
 * @param linger how long unread body bytes are discarded after the answer, so that its sender finds the answer, 0 to 1 min
 * @param held the most bytes of all bodies in memory, until their requests are answered
 * @param heldPerCaller the same of one app, gateway or address
 */
@ConfigurationProperties(value = "mandate.body", ignoreUnknownFields = false)
public record BodySettings(
        @DefaultValue("16384") int token,
        @DefaultValue("16384") int internal,
        @DefaultValue("65536") int userServices,
        @DefaultValue("30s") Duration time,
        @DefaultValue("10s") Duration silence,
        @DefaultValue("2s") Duration linger,
        @DefaultValue("67108864") int held,
        @DefaultValue("16777216") int heldPerCaller) {
    private static final int LEAST_INTERNAL = 4_096;

    public BodySettings {
        SettingCheck check = new SettingCheck("mandate.body");
        check.count("token", 1, token);
        // a gateway whose key is refused never becomes ready
        check.count("internal", LEAST_INTERNAL, internal);
        check.count("user-services", 1, userServices);
        check.between("time", Duration.ofSeconds(1), Duration.ofMinutes(10), time);
        check.between("silence", Duration.ofSeconds(1), Duration.ofMinutes(10), silence);
        check.between("linger", Duration.ZERO, Duration.ofMinutes(1), linger);
        check.count("held", 1, held);
        check.count("held-per-caller", 1, heldPerCaller);
    }
}
