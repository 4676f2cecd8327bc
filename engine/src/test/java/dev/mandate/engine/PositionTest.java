package dev.mandate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.engine.id.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    @Test
    void readsBackItsOwnText() {
        Position position = new Position(12, 999_999_999_999_999_999L);
        assertThat(Position.parse(position.toString())).isEqualTo(position);
    }

    @Test
    void showsThePlatformsHalfAloneOfItsOwnStream() {
        assertThat(new Position(61, 61).shownOf(TenantId.PLATFORM)).hasToString("0.61");
        assertThat(new Position(12, 61).shownOf(new TenantId("studio"))).hasToString("12.61");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "1", "1.", ".1", "-1.1", "1.-1", "+1.1", "1.1.1", "1,1", " 1.1", "1.1 ", "\u0661.1"})
    void refusesWhatMandateNeverAnswered(String text) {
        assertThatThrownBy(() -> Position.parse(text)).hasMessageContaining("must be one that Mandate answered");
    }

    @Test
    void refusesNumbersThatNoRevisionReaches() {
        assertThatThrownBy(() -> Position.parse("1.1234567890123456789")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Position(-1, 0)).hasMessageContaining("never negative");
    }
}
