package dev.mandate.control.log;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UnsavedTest {
    private static final int LEAST = 500;

    private final Unsaved unsaved = new Unsaved();

    private void add(int entries, int length) {
        for (int i = 0; i < entries; i++) {
            unsaved.add(length);
        }
    }

    @Test
    void smallEntriesCountOnceEach() {
        add(LEAST - 1, 100);
        assertFalse(unsaved.outweighs(LEAST));
        add(1, 100);
        assertTrue(unsaved.outweighs(LEAST));
    }

    @Test
    void aLargeEntryCountsForSeveral() {
        add(4, 100_000);
        assertFalse(unsaved.outweighs(LEAST));
        add(2, 100_000);
        assertTrue(unsaved.outweighs(LEAST));
    }

    @Test
    void waitsForHalfOfWhatIsStored() {
        unsaved.stored(10_000_000);
        add(49, 100_000);
        assertFalse(unsaved.outweighs(LEAST));
        add(1, 100_000);
        assertTrue(unsaved.outweighs(LEAST));
    }
}
