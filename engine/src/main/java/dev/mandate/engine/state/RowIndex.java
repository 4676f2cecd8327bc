package dev.mandate.engine.state;

import java.util.Arrays;

/**
 * From the hash of an id to its row: a persistent trie over the bits of the hash, whose leaves are buckets of hashes and
 * rows in turn. Nine bytes an id, where a map of objects takes sixty. Immutable and safe to share between threads.
 */
final class RowIndex {
    private static final int BITS = 6;
    private static final int WAYS = 1 << BITS;

    /** A longer bucket is split, as long as there are bits left to tell its hashes apart. */
    private static final int LONGEST_BUCKET = 2 * 64;

    static final RowIndex EMPTY = new RowIndex(new int[0]);

    /** A bucket ({@code int[]}), or a branch ({@code Object[]} of both). */
    private final Object root;

    private RowIndex(Object root) {
        this.root = root;
    }

    /** Made at once for the rows from 0 on. */
    static RowIndex of(int[] hashes) {
        int[] pairs = new int[2 * hashes.length];
        for (int row = 0; row < hashes.length; row++) {
            pairs[2 * row] = hashes[row];
            pairs[2 * row + 1] = row;
        }
        return new RowIndex(grown(pairs, 0));
    }

    /** Hashes and rows in turn, among which every row of that hash is. */
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
