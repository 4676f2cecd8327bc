package dev.mandate.engine.user;

import java.util.Arrays;

/**
 * Maps the hash of an id to its row: a persistent trie over the bits of the hash, whose leaves are buckets of
 * alternating hashes and rows. Takes nine bytes an id; a map of objects takes sixty. Immutable and safe to share
 * between threads.
 */
final class RowIndex {
    private static final int BITS = 6;
    private static final int WAYS = 1 << BITS;

    /** Maximum length of a bucket, in ints. A longer bucket is split while hash bits are left. */
    private static final int LONGEST_BUCKET = 2 * 64;

    static final RowIndex EMPTY = new RowIndex(new int[0]);

    /** A bucket ({@code int[]}), or a branch ({@code Object[]} of buckets and branches). */
    private final Object root;

    private RowIndex(Object root) {
        this.root = root;
    }

    /** Returns an index in which row {@code i} has the hash {@code hashes[i]}. */
    static RowIndex of(int[] hashes) {
        int[] pairs = new int[2 * hashes.length];
        for (int row = 0; row < hashes.length; row++) {
            pairs[2 * row] = hashes[row];
            pairs[2 * row + 1] = row;
        }
        return new RowIndex(grown(pairs, 0));
    }

    /**
     * Returns alternating hashes and rows. They include every row with this hash, and may include rows with other
     * hashes.
     */
    int[] bucket(int hash) {
        Object node = root;
        for (int shift = 0; node instanceof Object[] branch; shift += BITS) {
            node = branch[(hash >>> shift) & (WAYS - 1)];
        }
        return (int[]) node;
    }

    RowIndex with(int hash, int row) {
        return new RowIndex(with(root, 0, hash, row));
    }

    private static Object with(Object node, int shift, int hash, int row) {
        if (node instanceof Object[] branch) {
            Object[] copy = branch.clone();
            int way = (hash >>> shift) & (WAYS - 1);
            copy[way] = with(branch[way], shift + BITS, hash, row);
            return copy;
        }
        int[] bucket = (int[]) node;
        int[] longer = Arrays.copyOf(bucket, bucket.length + 2);
        longer[bucket.length] = hash;
        longer[bucket.length + 1] = row;
        return grown(longer, shift);
    }

    private static Object grown(int[] pairs, int shift) {
        if (pairs.length <= LONGEST_BUCKET || shift >= Integer.SIZE) {
            return pairs;
        }
        int[][] ways = split(pairs, shift);
        Object[] branch = new Object[WAYS];
        for (int way = 0; way < WAYS; way++) {
            branch[way] = grown(ways[way], shift + BITS);
        }
        return branch;
    }

    private static int[][] split(int[] pairs, int shift) {
        int[] lengths = new int[WAYS];
        for (int i = 0; i < pairs.length; i += 2) {
            lengths[(pairs[i] >>> shift) & (WAYS - 1)] += 2;
        }
        int[][] ways = new int[WAYS][];
        Arrays.setAll(ways, way -> new int[lengths[way]]);
        for (int i = pairs.length - 2; i >= 0; i -= 2) {
            int way = (pairs[i] >>> shift) & (WAYS - 1);
            ways[way][--lengths[way]] = pairs[i + 1];
            ways[way][--lengths[way]] = pairs[i];
        }
        return ways;
    }
}
