package dev.mandate.engine.user;

import dev.mandate.engine.trie.Trie;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values that many rows share. Each is stored once and has a number from 1; number 0 means none. A number keeps its
 * meaning in all snapshots derived from one another until a {@link Sweep}. Immutable.
 */
final class Pool<T> {
    private static final Pool<?> EMPTY = new Pool<>(Trie.empty(), Vector.empty());

    private final Trie<T, Integer> numbers;
    private final Vector<T> values;

    private Pool(Trie<T, Integer> numbers, Vector<T> values) {
        this.numbers = numbers;
        this.values = values;
    }

    @SuppressWarnings("unchecked") // an empty pool holds no T
    static <T> Pool<T> empty() {
        return (Pool<T>) EMPTY;
    }

    /** Returns the highest number in use. */
    int size() {
        return values.size();
    }

    @Nullable
    T get(int number) {
        return number == 0 ? null : values.get(number - 1);
    }

    /** Returns the value's number; 0 if the pool does not hold the value. */
    int number(T value) {
        Integer number = numbers.find(value);
        return number == null ? 0 : number;
    }

    /** Returns the pool with the value, which keeps its number or gets the next one. */
    Pool<T> with(T value) {
        if (numbers.contains(value)) {
            return this;
        }
        return new Pool<>(numbers.with(value, values.size() + 1), values.with(values.size(), value));
    }

    /** Returns whether every number of this pool means the same in the other. */
    boolean begins(Pool<T> other) {
        boolean same = size() <= other.size();
        for (int number = 1; same && number <= size() && this != other; number++) {
            same = values.shares(other.values, number - 1) || Objects.equals(get(number), other.get(number));
        }
        return same;
    }
}
