package dev.mandate.protocol.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MomentTest {
    private static final Moment THEN = new Moment(5_000_000_000L, 100_000);

    @Test
    void isAsOldAsTheOlderClockSays() {
        assertThat(THEN.ageAt(new Moment(7_000_000_000L, 101_000))).isEqualTo(Duration.ofSeconds(2));
        assertThat(THEN.ageAt(new Moment(6_000_000_000L, 130_000)))
                .as("the machine slept")
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(THEN.ageAt(new Moment(9_000_000_000L, 50_000)))
                .as("the wall clock was set back")
                .isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void canBeMovedBack() {
        assertThat(THEN.minus(Duration.ofSeconds(1)).ageAt(THEN)).isEqualTo(Duration.ofSeconds(1));
    }
}
