package dev.mandate.engine.state;

import java.util.Arrays;

/**
 * A persistent sequence in pages: an update copies one page and the list of pages and shares the rest. Only what is there
 * takes memory, since most tenants are small. Immutable and safe to share between threads.
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

    /** Takes the array over. */
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

    @SuppressWarnings("unchecked") // with and of take nothing but T
    T get(int index) {
        return (T) pages[index >>> BITS][index & (PAGE - 1)];
    }

    /** Whether both hold the very same item there, which tells what cannot have changed without looking at it. */
    @SuppressWarnings("ReferenceEquality") // an equal one would have to be looked at
    boolean shares(Vector<T> other, int index) {
        return index < size && index < other.size && get(index) == other.get(index);
    }

    /** The sequence with another item at the index, or one longer if the index is its size. */
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
