package dev.mandate.control.setting;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Ranges of settings include both ends, and a refusal names setting, range and value. */
class SettingCheckTest {
    private final SettingCheck check = new SettingCheck("mandate.some");

    @Test
    void takesBothEndsOfARange() {
        assertThatCode(() -> {
                    check.count("count", 1, 1);
                    check.count("count", 1, SettingCheck.MOST);
                    check.between("count", 1, 3, 1);
                    check.between("count", 1, 3, 3);
                    check.period("time", Duration.ofMillis(1));
                    check.period("time", SettingCheck.LONGEST);
                    check.between("time", Duration.ZERO, Duration.ofMinutes(1), Duration.ZERO);
                    check.between("time", Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(1));
                    check.address("host", "127.0.0.1");
                })
                .doesNotThrowAnyException();
    }

    @Test
    void namesSettingRangeAndValue() {
        assertThatThrownBy(() -> check.count("count", 1, 0))
                .hasMessage("`mandate.some.count` must be 1 to 1000000000, not `0`");
        assertThatThrownBy(() -> check.between("count", 1, 3, 4))
                .hasMessage("`mandate.some.count` must be 1 to 3, not `4`");
        assertThatThrownBy(() -> check.period("time", Duration.ZERO))
                .hasMessage("`mandate.some.time` must be 1ms to 1d, not `0s`");
        assertThatThrownBy(() -> check.period("time", Duration.ofDays(999_999_999_999L)))
                .hasMessage("`mandate.some.time` must be 1ms to 1d, not `PT23999999999976H`");
        assertThatThrownBy(
                        () -> check.between("time", Duration.ofHours(1), Duration.ofDays(366), Duration.ofMinutes(59)))
                .hasMessage("`mandate.some.time` must be 1h to 366d, not `59m`");
        assertThatThrownBy(() -> check.period("time", Duration.ofHours(36)))
                .hasMessage("`mandate.some.time` must be 1ms to 1d, not `36h`");
        assertThatThrownBy(() -> check.address("host", "nosuch.invalid"))
                .hasMessage("`mandate.some.host` must be an address of this machine, or a name that resolves to one,"
                        + " not `nosuch.invalid`");
    }
}
