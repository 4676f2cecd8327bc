package dev.mandate.protocol.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StateAgeClockTest {
    private final StateAgeClock echo = new StateAgeClock();

    private Moment complete() {
        return Objects.requireNonNull(echo.complete());
    }

    @Test
    void knowsNothingBeforeTheFirstNumberIsBack() {
        long mark = echo.post();
        assertThat(echo.complete()).isNull();
        echo.heard(mark + 1);
        echo.heard(new StateAgeClock().post());
        assertThat(echo.complete()).as("numbers that it never posted").isNull();
        echo.heard(mark);
        assertThat(complete().age()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void countsFromThePostNotFromTheReturn() {
        Moment before = Moment.now();
        long mark = echo.post();
        Moment after = Moment.now();
        while (after.age().toMillis() < 5) {
            Thread.onSpinWait();
        }
        echo.heard(mark);
        assertThat(complete().nanos()).isBetween(before.nanos(), after.nanos());
    }

    @Test
    void anOldNumberMakesNothingYoungerNorOlder() {
        long first = echo.post();
        long second = echo.post();
        echo.heard(second);
        Moment complete = complete();
        echo.heard(first);
        echo.heard(second);
        assertThat(complete()).isSameAs(complete);
    }

    @Test
    void remembersABoundedNumber() {
        long oldest = echo.post();
        long last = oldest;
        for (int i = 0; i < 5_000; i++) {
            last = echo.post();
        }
        echo.heard(oldest);
        assertThat(echo.complete()).isNull();
        echo.heard(last);
        assertThat(echo.complete()).isNotNull();
    }
}
