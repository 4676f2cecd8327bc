package dev.mandate.engine.trie;

import java.util.Arrays;

/** Copies of small arrays with one slot replaced, inserted or removed. */
final class Slots {
    private Slots() {}

    @SafeVarargs
    @SuppressWarnings("varargs") // callers pass elements of the declared type
    static <T> T[] of(T... slots) {
        return slots;
    }

    static <T> T[] replaced(T[] slots, int at, T slot) {
        T[] copy = slots.clone();
        copy[at] = slot;
        return copy;
    }

    static <T> T[] inserted(T[] slots, int at, T slot) {
        T[] copy = Arrays.copyOf(slots, slots.length + 1);
        System.arraycopy(slots, at, copy, at + 1, slots.length - at);
        copy[at] = slot;
        return copy;
    }

    static <T> T[] removed(T[] slots, int at) {
        T[] copy = Arrays.copyOf(slots, slots.length - 1);
        System.arraycopy(slots, at + 1, copy, at, copy.length - at);
        return copy;
    }
}
