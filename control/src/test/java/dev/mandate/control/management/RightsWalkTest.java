package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random walks over all management commands by all kinds of callers, held against {@link NaiveRules}. {@code -Dmandate.tenants}
 * says how many tenants, {@code -Dmandate.minutes} how long instead, {@code -Dmandate.seed} where to begin: a failure prints the
 * seed of its tenant.
 */
class RightsWalkTest {
    private static final int STEPS = 60;
    private static final int FEW = 12;
    private static final long FEW_SEED = 20_261_128;

    @Test
    void nobodyComesToHoldMoreThanWasGiven() {
        int tenants = Integer.getInteger("mandate.tenants", FEW);
        // the few of every build are the same ones; `./mandate fuzz rights` draws others
        long seed = Long.getLong("mandate.seed", FEW_SEED);
        long end = System.nanoTime()
                + Duration.ofMinutes(Integer.getInteger("mandate.minutes", 0)).toNanos();
        boolean timed = Integer.getInteger("mandate.minutes", 0) > 0;
        int walked = 0;
        while (timed ? System.nanoTime() < end : walked < tenants) {
            List<String> faults = new RightsWalk(seed + walked).walk(STEPS);
            assertThat(faults)
                    .as("-Dmandate.tenants=1 -Dmandate.seed=" + (seed + walked))
                    .isEmpty();
            walked++;
        }
        System.out.println("rights: " + walked + " tenants of " + STEPS + " steps, seed " + seed);
    }
}
