package dev.mandate.engine.right;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A small map from keys to the term for which each holds: a user's groups, a binding's entity roles. Equal if they hold
 * the same keys for the same terms. Immutable; lookups allocate nothing.
 */
public final class Terms<K> {
    private static final Terms<?> EMPTY = new Terms<>(Map.of());

    /** Open addressing with linear probing, wrapping at the end, at most half full. */
    private final @Nullable Object[] keys;

    private final Term[] terms;
    private final int size;
    private final int hash;

    private Terms(Map<K, Term> map) {
        size = map.size();
        hash = map.hashCode();
        int slots = size == 0 ? 1 : Integer.highestOneBit(2 * size - 1) << 1;
        keys = new Object[slots];
        terms = new Term[slots];
        map.forEach(this::put);
    }

    private void put(K key, Term term) {
        int slot = slot(key);
        keys[slot] = key;
        terms[slot] = term;
    }

    @SuppressWarnings("unchecked") // the empty map holds no K
    public static <K> Terms<K> empty() {
        return (Terms<K>) EMPTY;
    }

    public static <K> Terms<K> of(Map<K, Term> map) {
        return map.isEmpty() ? empty() : new Terms<>(map);
    }

    /** Returns the slot that holds the key, or the free slot where the key would go. */
    private int slot(Object key) {
        int hashed = key.hashCode() * 0x9E3779B9;
        int slot = (hashed ^ (hashed >>> 16)) & (keys.length - 1);
        for (Object other = keys[slot]; other != null && !other.equals(key); other = keys[slot]) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    public int size() {
        return size;
    }

    /** Returns the key's term; null if the key is absent. */
    public @Nullable Term find(K key) {
        int slot = slot(key);
        return keys[slot] == null ? null : terms[slot];
    }

    public boolean contains(K key) {
        return find(key) != null;
    }

    /** Returns these terms with the key held for the term, in place of an earlier term. */
    public Terms<K> with(K key, Term term) {
        Map<K, Term> map = toMap();
        map.put(key, term);
        return new Terms<>(map);
    }

    /** Returns these terms without the key. */
    public Terms<K> without(K key) {
        Map<K, Term> map = toMap();
        map.remove(key);
        return of(map);
    }

    /** Returns the keys that hold at this moment, in no particular order. */
    public List<K> holding(Instant now) {
        List<K> holding = new ArrayList<>(size);
        forEach((key, term) -> {
            if (term.holds(now)) {
                holding.add(key);
            }
        });
        return holding;
    }

    /** Returns the number of slots; with {@link #key} and {@link #term} it allows a walk that allocates nothing. */
    public int slots() {
        return keys.length;
    }

    /** Returns the key in the slot; null if the slot is free. */
    @SuppressWarnings("unchecked") // put stores only K
    public @Nullable K key(int slot) {
        return (K) keys[slot];
    }

    /** Returns the term of the key in the slot, which must not be free. */
    public Term term(int slot) {
        return terms[slot];
    }

    public void forEach(BiConsumer<? super K, ? super Term> action) {
        for (int slot = 0; slot < keys.length; slot++) {
            K key = key(slot);
            if (key != null) {
                action.accept(key, terms[slot]);
            }
        }
    }

    /** Returns a mutable copy. */
    public Map<K, Term> toMap() {
        Map<K, Term> map = new HashMap<>();
        forEach(map::put);
        return map;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Terms<?> that && hash == that.hash && says(that));
    }

    private boolean says(Terms<?> that) {
        if (size != that.size) {
            return false;
        }
        for (int slot = 0; slot < keys.length; slot++) {
            Object key = keys[slot];
            if (key != null) {
                int theirs = that.slot(key);
                if (that.keys[theirs] == null || !that.terms[theirs].equals(terms[slot])) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
