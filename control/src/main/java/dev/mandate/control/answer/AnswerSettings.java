package dev.mandate.control.answer;

import dev.mandate.control.setting.SettingCheck;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of the answers to reads of management, {@code mandate.answer.*}.
 *
 * @param pageBytes the most bytes of one page of a list, if it has more than one item
 * @param held the most bytes of all large answers in memory, until their callers have received them
 * @param heldPerTenant the same of one tenant's callers; operators of the platform count as one tenant
 */
@ConfigurationProperties(value = "mandate.answer", ignoreUnknownFields = false)
public record AnswerSettings(
        @DefaultValue("1048576") int pageBytes,
        @DefaultValue("33554432") int held,
        @DefaultValue("4194304") int heldPerTenant) {
    public AnswerSettings {
        SettingCheck check = new SettingCheck("mandate.answer");
        check.count("page-bytes", 1, pageBytes);
        check.count("held", 1, held);
        check.count("held-per-tenant", 1, heldPerTenant);
    }
}
