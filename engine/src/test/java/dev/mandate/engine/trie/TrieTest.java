package dev.mandate.engine.trie;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrieTest {
    /** Many keys with few hashes; some hashes differ only in their highest bits. */
    private record Key(int number) {
        @Override
        public int hashCode() {
            return number % 3 == 0 ? 42 : (number % 5) << 30 | number % 7;
        }
    }

    private static <K, V> Map<K, V> contents(Trie<K, V> trie) {
        Map<K, V> map = new HashMap<>();
        trie.forEach((k, v) -> assertThat(map.put(k, v)).as("twice").isNull());
        return map;
    }

    @Test
    void holdsWhatAHashMapHolds() {
        Random random = new Random(3);
        Trie<Key, Integer> trie = Trie.empty();
        Map<Key, Integer> map = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            Key key = new Key(random.nextInt(300));
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    trie = trie.with(key, i);
                    map.put(key, i);
                }
                case 2 -> {
                    trie = trie.without(key);
                    map.remove(key);
                }
                default -> {
                    trie = trie.updated(key, v -> v + 1);
                    map.computeIfPresent(key, (k, v) -> v + 1);
                }
            }
            assertThat(trie.size()).isEqualTo(map.size());
            assertThat(trie.get(key).orElse(-1)).isEqualTo(map.getOrDefault(key, -1));
            if (i % 1_000 == 0) {
                assertThat(contents(trie)).isEqualTo(map);
            }
        }
    }

    @Test
    void leavesEveryEarlierTrieAsItWas() {
        Random random = new Random(5);
        List<Trie<Key, Integer>> tries = new ArrayList<>();
        List<Map<Key, Integer>> maps = new ArrayList<>();
        Trie<Key, Integer> trie = Trie.empty();
        for (int i = 0; i < 500; i++) {
            Key key = new Key(random.nextInt(60));
            trie = random.nextInt(3) == 0 ? trie.without(key) : trie.with(key, i);
            tries.add(trie);
            maps.add(contents(trie));
        }
        for (int i = 0; i < tries.size(); i++) {
            assertThat(contents(tries.get(i))).isEqualTo(maps.get(i));
        }
    }

    @Test
    void copiesAMap() {
        Map<Key, Integer> map = Map.of(new Key(0), 0, new Key(3), 3, new Key(4), 4);
        assertThat(contents(Trie.copyOf(map))).isEqualTo(map);
    }
}
