package dev.mandate.engine.trie;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A persistent hash map: a hash array mapped trie of 32-way branches (Bagwell, "Ideal Hash Trees", 2001). An update
 * copies the path to one leaf and shares the rest, so each revision has its own map at the cost of its change.
 * Immutable and safe to share between threads.
 */
public final class Trie<K, V> {
    private static final Trie<?, ?> EMPTY = new Trie<>(null, 0);

    private final @Nullable TrieNode<K, V> root;
    private final int size;
    private final Edition edition = new Edition();

    private Trie(@Nullable TrieNode<K, V> root, int size) {
        this.root = root;
        this.size = size;
    }

    @SuppressWarnings("unchecked") // an empty trie holds no K and no V
    public static <K, V> Trie<K, V> empty() {
        return (Trie<K, V>) EMPTY;
    }

    public static <K, V> Trie<K, V> copyOf(Map<? extends K, ? extends V> map) {
        Trie<K, V> trie = empty();
        for (Map.Entry<? extends K, ? extends V> entry : map.entrySet()) {
            trie = trie.with(entry.getKey(), entry.getValue());
        }
        return trie;
    }

    public int size() {
        return size;
    }

    /** Returns the edition of this map; every changed map has another one. */
    public Edition edition() {
        return edition;
    }

    /** Returns the value; null if the key is absent. The decision uses it because it allocates no {@code Optional}. */
    public @Nullable V find(K key) {
        return root == null ? null : root.find(hash(key), 0, key);
    }

    public Optional<V> get(K key) {
        return Optional.ofNullable(find(key));
    }

    public boolean contains(K key) {
        return find(key) != null;
    }

    public Trie<K, V> with(K key, V value) {
        TrieNode.Leaf<K, V> leaf = new TrieNode.Leaf<>(hash(key), key, value);
        if (root == null) {
            return new Trie<>(leaf, 1);
        }
        return new Trie<>(root.with(leaf, 0), contains(key) ? size : size + 1);
    }

    public Trie<K, V> without(K key) {
        if (root == null || !contains(key)) {
            return this;
        }
        return size == 1 ? empty() : new Trie<>(root.without(hash(key), 0, key), size - 1);
    }

    /** Returns the map with the key's value replaced; unchanged if the key is absent. */
    public Trie<K, V> updated(K key, UnaryOperator<V> update) {
        V value = find(key);
        return value == null ? this : with(key, update.apply(value));
    }

    /** Passes each key with its value, in no particular order. */
    public void forEach(BiConsumer<? super K, ? super V> action) {
        if (root != null) {
            root.forEach(action);
        }
    }

    private static int hash(Object key) {
        int h = key.hashCode() * 0x9E3779B9;
        return h ^ h >>> 16;
    }
}
