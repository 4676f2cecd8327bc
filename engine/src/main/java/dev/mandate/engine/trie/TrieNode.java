package dev.mandate.engine.trie;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A node of a {@link Trie}; five bits of the hash choose the child at each level. */
sealed interface TrieNode<K, V> {
    int BITS = 5;
    int MASK = (1 << BITS) - 1;

    @Nullable
    V find(int hash, int shift, K key);

    TrieNode<K, V> with(Leaf<K, V> leaf, int shift);

    /** Returns the node without the key; null if nothing is left. */
    @Nullable
    TrieNode<K, V> without(int hash, int shift, K key);

    void forEach(BiConsumer<? super K, ? super V> action);

    /** A leaf with one key. */
    record Leaf<K, V>(int hash, K key, V value) implements TrieNode<K, V> {
        @Override
        public @Nullable V find(int other, int shift, K wanted) {
            return hash == other && key.equals(wanted) ? value : null;
        }

        @Override
        public TrieNode<K, V> with(Leaf<K, V> leaf, int shift) {
            if (key.equals(leaf.key)) {
                return leaf;
            }
            return hash == leaf.hash ? Collision.of(this, leaf) : Branch.of(this, leaf, shift);
        }

        @Override
        public @Nullable TrieNode<K, V> without(int other, int shift, K unwanted) {
            return key.equals(unwanted) ? null : this;
        }

        @Override
        public void forEach(BiConsumer<? super K, ? super V> action) {
            action.accept(key, value);
        }
    }

    /** A leaf with two or more keys of the same hash. */
    final class Collision<K, V> implements TrieNode<K, V> {
        private final int hash;
        private final Leaf<K, V>[] leaves;

        private Collision(int hash, Leaf<K, V>[] leaves) {
            this.hash = hash;
            this.leaves = leaves;
        }

        static <K, V> Collision<K, V> of(Leaf<K, V> one, Leaf<K, V> other) {
            return new Collision<>(one.hash(), Slots.of(one, other));
        }

        @Override
        public @Nullable V find(int other, int shift, K wanted) {
            int at = hash == other ? indexOf(wanted) : -1;
            return at < 0 ? null : leaves[at].value();
        }

        private int indexOf(K wanted) {
            for (int i = 0; i < leaves.length; i++) {
                if (leaves[i].key().equals(wanted)) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public TrieNode<K, V> with(Leaf<K, V> leaf, int shift) {
            if (leaf.hash() != hash) {
                return Branch.of(this, leaf, shift);
            }
            int at = indexOf(leaf.key());
            return new Collision<>(
                    hash, at < 0 ? Slots.inserted(leaves, leaves.length, leaf) : Slots.replaced(leaves, at, leaf));
        }

        @Override
        public @Nullable TrieNode<K, V> without(int other, int shift, K unwanted) {
            int at = indexOf(unwanted);
            if (at < 0) {
                return this;
            }
            return leaves.length == 2 ? leaves[1 - at] : new Collision<>(hash, Slots.removed(leaves, at));
        }

        @Override
        public void forEach(BiConsumer<? super K, ? super V> action) {
            for (Leaf<K, V> leaf : leaves) {
                leaf.forEach(action);
            }
        }
    }

    /**
     * A branch with up to 32 children. Bit {@code i} of the bitmap is set if child {@code i} exists; the array holds
     * existing children in order.
     */
    final class Branch<K, V> implements TrieNode<K, V> {
        private final int bitmap;
        private final TrieNode<K, V>[] children;

        private Branch(int bitmap, TrieNode<K, V>[] children) {
            this.bitmap = bitmap;
            this.children = children;
        }

        static <K, V> TrieNode<K, V> of(TrieNode<K, V> node, Leaf<K, V> leaf, int shift) {
            int hash = node instanceof Leaf<K, V> l ? l.hash() : ((Collision<K, V>) node).hash;
            return new Branch<>(bit(hash, shift), Slots.of(node)).with(leaf, shift);
        }

        private static int bit(int hash, int shift) {
            return 1 << (hash >>> shift & MASK);
        }

        private int index(int bit) {
            return Integer.bitCount(bitmap & bit - 1);
        }

        @Override
        public @Nullable V find(int hash, int shift, K key) {
            int bit = bit(hash, shift);
            return (bitmap & bit) == 0 ? null : children[index(bit)].find(hash, shift + BITS, key);
        }

        @Override
        public TrieNode<K, V> with(Leaf<K, V> leaf, int shift) {
            int bit = bit(leaf.hash(), shift);
            int at = index(bit);
            if ((bitmap & bit) == 0) {
                return new Branch<>(bitmap | bit, Slots.inserted(children, at, leaf));
            }
            return new Branch<>(bitmap, Slots.replaced(children, at, children[at].with(leaf, shift + BITS)));
        }

        @Override
        public @Nullable TrieNode<K, V> without(int hash, int shift, K key) {
            int bit = bit(hash, shift);
            int at = index(bit);
            if ((bitmap & bit) == 0) {
                return this;
            }
            TrieNode<K, V> rest = children[at].without(hash, shift + BITS, key);
            if (rest != null) {
                return new Branch<>(bitmap, Slots.replaced(children, at, rest));
            }
            return children.length == 1 ? null : new Branch<>(bitmap ^ bit, Slots.removed(children, at));
        }

        @Override
        public void forEach(BiConsumer<? super K, ? super V> action) {
            for (TrieNode<K, V> child : children) {
                child.forEach(action);
            }
        }
    }
}
