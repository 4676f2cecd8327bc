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
                    check.atLeast("count", 1, 1);
                    check.between("count", 1, 3, 1);
                    check.between("count", 1, 3, 3);
                    check.atLeast("time", Duration.ofSeconds(1), Duration.ofSeconds(1));
                    check.between("time", Duration.ZERO, Duration.ofMinutes(1), Duration.ZERO);
                    check.between("time", Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(1));
                    check.positive("time", Duration.ofNanos(1));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void namesSettingRangeAndValue() {
        assertThatThrownBy(() -> check.atLeast("count", 1, 0))
                .hasMessage("`mandate.some.count` must be at least 1, not `0`");
        assertThatThrownBy(() -> check.between("count", 1, 3, 4))
                .hasMessage("`mandate.some.count` must be 1 to 3, not `4`");
        assertThatThrownBy(() -> check.positive("time", Duration.ZERO))
                .hasMessage("`mandate.some.time` must be more than 0, not `0s`");
        assertThatThrownBy(
                        () -> check.between("time", Duration.ofHours(1), Duration.ofDays(366), Duration.ofMinutes(59)))
                .hasMessage("`mandate.some.time` must be 1h to 366d, not `59m`");
        assertThatThrownBy(() -> check.atLeast("time", Duration.ofSeconds(90), Duration.ofMillis(1_500)))
                .hasMessage("`mandate.some.time` must be at least 90s, not `1500ms`");
    }
}
