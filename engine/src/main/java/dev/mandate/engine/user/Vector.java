package dev.mandate.engine.user;

import java.util.Arrays;

/**
 * A persistent sequence in pages of 256 items: an update copies one page and the list of pages, and shares the rest.
 * Pages are as short as their content, because most tenants are small. Immutable and safe to share between threads.
 */
final class Vector<T> {
    private static final int BITS = 8;
    private static final int PAGE = 1 << BITS;
    private static final Vector<?> EMPTY = new Vector<>(new Object[0][], 0);

    private final Object[][] pages;
    private final int size;

    private Vector(Object[][] pages, int size) {
        this.pages = pages;
        this.size = size;
    }

    @SuppressWarnings("unchecked") // an empty sequence holds no T
    static <T> Vector<T> empty() {
        return (Vector<T>) EMPTY;
    }

    /** Returns a sequence of these items; the array itself is not kept. */
    static <T> Vector<T> of(T[] items) {
        Object[][] pages = new Object[(items.length + PAGE - 1) >>> BITS][];
        for (int i = 0; i < pages.length; i++) {
            pages[i] = Arrays.copyOfRange(items, i << BITS, Math.min(items.length, (i + 1) << BITS), Object[].class);
        }
        return new Vector<>(pages, items.length);
    }

    int size() {
        return size;
    }

    @SuppressWarnings("unchecked") // with and of store only T
    T get(int index) {
        return (T) pages[index >>> BITS][index & (PAGE - 1)];
    }

    /** Returns whether both sequences hold the same object at the index, so that it cannot have changed. */
    @SuppressWarnings("ReferenceEquality") // comparing by value would cost a look at every item
    boolean shares(Vector<T> other, int index) {
        return index < size && index < other.size && get(index) == other.get(index);
    }

    /** Returns the sequence with the item at the index; one longer if the index equals the size. */
    Vector<T> with(int index, T item) {
        int page = index >>> BITS;
        Object[][] copies = page < pages.length ? pages.clone() : Arrays.copyOf(pages, page + 1);
        Object[] before = page < pages.length ? pages[page] : new Object[0];
        int at = index & (PAGE - 1);
        Object[] after = Arrays.copyOf(before, Math.max(before.length, at + 1));
        after[at] = item;
        copies[page] = after;
        return new Vector<>(copies, Math.max(size, index + 1));
    }
}
