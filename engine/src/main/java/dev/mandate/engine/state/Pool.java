package dev.mandate.engine.state;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values that many rows share, each kept once and named by a number from 1; 0 stands for none. A number never changes its
 * meaning within one line of snapshots. Immutable.
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

    /** The highest number given. */
    int size() {
        return values.size();
    }

    @Nullable
    T get(int number) {
        return number == 0 ? null : values.get(number - 1);
    }

    /** 0 if the value is not there. */
    int number(T value) {
        Integer number = numbers.find(value);
        return number == null ? 0 : number;
    }

    /** The pool with the value in it, under its old number or the next one. */
    Pool<T> with(T value) {
        if (numbers.contains(value)) {
            return this;
        }
        return new Pool<>(numbers.with(value, values.size() + 1), values.with(values.size(), value));
    }

    /** Whether each number means the same in the other. */
    boolean begins(Pool<T> other) {
        boolean same = size() <= other.size();
        for (int number = 1; same && number <= size() && this != other; number++) {
            same = values.shares(other.values, number - 1) || Objects.equals(get(number), other.get(number));
        }
        return same;
    }
}
