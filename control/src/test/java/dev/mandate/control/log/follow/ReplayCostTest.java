package dev.mandate.control.log.follow;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReplayCostTest {
    private static final int LEAST = 500;

    private final ReplayCost cost = new ReplayCost();

    private void add(int entries, int length) {
        for (int i = 0; i < entries; i++) {
            cost.add(length);
        }
    }

    @Test
    void smallEntriesCountOnceEach() {
        add(LEAST - 1, 100);
        assertFalse(cost.justifiesStoring(LEAST));
        add(1, 100);
        assertTrue(cost.justifiesStoring(LEAST));
    }

    @Test
    void aLargeEntryCountsForSeveral() {
        add(4, 100_000);
        assertFalse(cost.justifiesStoring(LEAST));
        add(2, 100_000);
        assertTrue(cost.justifiesStoring(LEAST));
    }

    @Test
    void waitsForHalfOfWhatIsStored() {
        cost.reset(10_000_000);
        add(49, 100_000);
        assertFalse(cost.justifiesStoring(LEAST));
        add(1, 100_000);
        assertTrue(cost.justifiesStoring(LEAST));
    }
}
