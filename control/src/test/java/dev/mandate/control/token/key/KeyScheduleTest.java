package dev.mandate.control.token.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.token.key.KeySchedule.Dated;
import dev.mandate.control.token.key.KeySchedule.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which key signs when, and which goes. */
class KeyScheduleTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LEAD = Duration.ofMinutes(5);
    private static final Duration OVERLAP = Duration.ofMinutes(65);
    private static final KeySchedule SCHEDULE = new KeySchedule(Duration.ofDays(90), LEAD, OVERLAP);
    private static final Dated FIRST = new Dated("first", START);
    private static final Instant ROTATED = START.plus(Duration.ofDays(90));
    private static final Dated SECOND = new Dated("second", ROTATED);
    private static final List<Dated> BOTH = List.of(FIRST, SECOND);

    @Test
    void signsWithTheFirstAtOnce() {
        assertThat(SCHEDULE.signing(List.of(FIRST), START)).contains(FIRST);
        assertThat(SCHEDULE.signing(List.of(), START)).isEmpty();
    }

    @Test
    void signsWithTheNextAfterItsLead() {
        Instant before = ROTATED.plus(LEAD).minusMillis(1);
        assertThat(SCHEDULE.signing(BOTH, before)).contains(FIRST);
        assertThat(SCHEDULE.use(BOTH, SECOND, before)).isEqualTo(Use.NEXT);
        assertThat(SCHEDULE.next(BOTH, before)).contains(SECOND);
        Instant after = ROTATED.plus(LEAD);
        assertThat(SCHEDULE.signing(BOTH, after)).contains(SECOND);
        assertThat(SCHEDULE.use(BOTH, FIRST, after)).isEqualTo(Use.PREVIOUS);
        assertThat(SCHEDULE.next(BOTH, after)).isEmpty();
    }

    @Test
    void publishesAnotherAfterThePeriodOnce() {
        assertThat(SCHEDULE.isDue(List.of(FIRST), ROTATED.minusMillis(1))).isFalse();
        assertThat(SCHEDULE.isDue(List.of(FIRST), ROTATED)).isTrue();
        assertThat(SCHEDULE.isDue(BOTH, ROTATED)).isFalse();
        KeySchedule never = new KeySchedule(Duration.ZERO, LEAD, OVERLAP);
        assertThat(never.isDue(List.of(FIRST), ROTATED.plus(Duration.ofDays(3_650))))
                .isFalse();
    }

    @Test
    void keepsTheOldUntilItsLastTokenEnded() {
        Instant end = ROTATED.plus(LEAD).plus(OVERLAP);
        assertThat(SCHEDULE.over(BOTH, end.minusMillis(1))).isEmpty();
        assertThat(SCHEDULE.over(BOTH, end)).containsExactly(FIRST);
        assertThat(SCHEDULE.over(List.of(SECOND), end.plus(OVERLAP))).isEmpty();
    }

    @Test
    void signsWithWhatIsLeft() {
        assertThat(SCHEDULE.signing(List.of(SECOND), ROTATED)).contains(SECOND);
    }
}
