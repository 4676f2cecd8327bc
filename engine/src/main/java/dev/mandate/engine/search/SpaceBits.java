package dev.mandate.engine.search;

import dev.mandate.engine.id.SpaceId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * A set of spaces as bits, so that the union and the difference of large sets are cheap. Sets that are compared have the
 * same numbers. Mutable until it is shared; for one thread.
 */
final class SpaceBits {
    private final SpaceNumbers numbers;
    private long[] words = new long[0];

    SpaceBits(SpaceNumbers numbers) {
        this.numbers = numbers;
    }

    void add(SpaceId space) {
        int number = numbers.of(space);
        int word = number / Long.SIZE;
        if (word >= words.length) {
            words = Arrays.copyOf(words, Math.max(word + 1, words.length * 2));
        }
        words[word] |= 1L << number;
    }

    void addAll(SpaceBits others) {
        if (others.words.length > words.length) {
            words = Arrays.copyOf(words, others.words.length);
        }
        for (int i = 0; i < others.words.length; i++) {
            words[i] |= others.words[i];
        }
    }

    /** Returns the number of 64-bit words. */
    int length() {
        return words.length;
    }

    int count() {
        int count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /** Returns the number of these spaces that are not among the others. */
    int countWithout(SpaceBits others) {
        int count = 0;
        for (int i = 0; i < words.length; i++) {
            count += Long.bitCount(words[i] & ~others.word(i));
        }
        return count;
    }

    private long word(int index) {
        return index < words.length ? words[index] : 0;
    }

    /** Returns these spaces as a set. */
    Set<SpaceId> toSet() {
        return without(new SpaceBits(numbers));
    }

    /** Returns those of these spaces that are not among the others. */
    Set<SpaceId> without(SpaceBits others) {
        if (countWithout(others) == 0) {
            return Set.of();
        }
        Set<SpaceId> rest = new HashSet<>();
        for (int i = 0; i < words.length; i++) {
            for (long left = words[i] & ~others.word(i); left != 0; left &= left - 1) {
                rest.add(numbers.space(i * Long.SIZE + Long.numberOfTrailingZeros(left)));
            }
        }
        return Set.copyOf(rest);
    }
}
