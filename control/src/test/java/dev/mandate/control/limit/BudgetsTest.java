package dev.mandate.control.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BudgetsTest {
    private static final long MILLIS = 1_000_000;

    private final AtomicLong now = new AtomicLong();
    private final TimeMeter clock = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return now.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };

    @Test
    void givesTenSecondsOfItsRateAtOnce() {
        Budgets budgets = new Budgets(2, 100, clock);
        for (int i = 0; i < 20; i++) {
            assertThat(budgets.spend("a")).as("%d", i).isEmpty();
        }
        assertThat(budgets.spend("a")).contains(Duration.ofMillis(500));
        assertThat(budgets.spend("b")).isEmpty();
        assertThat(budgets.refused().sum()).isEqualTo(1);
    }

    @Test
    void spendsNothingByLookingAtABudget() {
        Budgets budgets = new Budgets(1, 100, clock);
        for (int i = 0; i < 9; i++) {
            budgets.spend("a");
            assertThat(budgets.exhausted("a")).isEmpty();
        }
        budgets.spend("a");
        assertThat(budgets.exhausted("a")).isPresent();
        assertThat(budgets.exhausted("b")).isEmpty();
    }

    @Test
    void refillsByItsRate() {
        Budgets budgets = new Budgets(2, 100, clock);
        for (int i = 0; i < 20; i++) {
            budgets.spend("a");
        }
        now.addAndGet(499 * MILLIS);
        assertThat(budgets.spend("a")).contains(Duration.ofMillis(1));
        now.addAndGet(MILLIS);
        assertThat(budgets.spend("a")).isEmpty();
        assertThat(budgets.spend("a")).isPresent();
    }

    @Test
    void forgetsAKeyOnlyWhenItsBudgetIsFull() {
        Budgets budgets = new Budgets(1, 100, clock);
        for (int i = 0; i < 10; i++) {
            budgets.spend("a");
        }
        now.addAndGet(9_999 * MILLIS);
        for (int i = 0; i < 9; i++) {
            assertThat(budgets.spend("a")).isEmpty();
        }
        assertThat(budgets.spend("a")).isPresent();
    }

    @Test
    void hasNoLimitAtZero() {
        Budgets budgets = new Budgets(0, 100, clock);
        for (int i = 0; i < 10_000; i++) {
            assertThat(budgets.spend("a")).isEmpty();
        }
        assertThat(budgets.exhausted("a")).isEmpty();
    }
}
