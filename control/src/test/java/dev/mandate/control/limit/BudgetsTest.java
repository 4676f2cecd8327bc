package dev.mandate.control.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetsTest {
    @Test
    void givesTenSecondsOfItsRateAtOnce() {
        Budgets budgets = new Budgets(2, 100);
        for (int i = 0; i < 20; i++) {
            assertThat(budgets.spend("a")).as("%d", i).isEmpty();
        }
        assertThat(budgets.spend("a"))
                .hasValueSatisfying(wait -> assertThat(wait).isPositive().isLessThan(Duration.ofSeconds(1)));
        assertThat(budgets.spend("b")).isEmpty();
        assertThat(budgets.refused().sum()).isEqualTo(1);
    }

    @Test
    void spendsNothingByLookingAtABudget() {
        Budgets budgets = new Budgets(1, 100);
        for (int i = 0; i < 9; i++) {
            budgets.spend("a");
            assertThat(budgets.exhausted("a")).isEmpty();
        }
        budgets.spend("a");
        assertThat(budgets.exhausted("a")).isPresent();
        assertThat(budgets.exhausted("b")).isEmpty();
    }

    @Test
    void hasNoLimitAtZero() {
        Budgets budgets = new Budgets(0, 100);
        for (int i = 0; i < 10_000; i++) {
            assertThat(budgets.spend("a")).isEmpty();
        }
        assertThat(budgets.exhausted("a")).isEmpty();
    }
}
