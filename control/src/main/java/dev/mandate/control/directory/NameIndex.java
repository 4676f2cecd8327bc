package dev.mandate.control.directory;

import dev.mandate.engine.trie.Trie;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the things whose names look alike without walking through all of them. Computed when it is first asked, so that a
 * replay of a log does not pay for it, and from then on kept up by each entry. Logs of earlier releases may hold names that
 * clash, so several things may share a key. Thread-safe.
 */
final class NameIndex {
    private record Key(Thing.Kind kind, String skeleton) {}

    private final Trie<Thing, Listing> things;
    private volatile @Nullable Trie<Key, Set<Thing>> alike;

    private NameIndex(Trie<Thing, Listing> things, @Nullable Trie<Key, Set<Thing>> alike) {
        this.things = things;
        this.alike = alike;
    }

    static NameIndex of(Trie<Thing, Listing> things) {
        return new NameIndex(things, null);
    }

    /** The index of the things after an entry that added, renamed or removed some of them. */
    NameIndex moved(Trie<Thing, Listing> after, Set<Thing> renamed) {
        Trie<Key, Set<Thing>> known = alike;
        if (known == null) {
            return of(after);
        }
        for (Thing thing : renamed) {
            known = without(known, thing, name(things, thing));
            known = with(known, thing, name(after, thing));
        }
        return new NameIndex(after, known);
    }

    /** Empty for a thing that has none, or is not there. */
    private static String name(Trie<Thing, Listing> things, Thing thing) {
        return things.get(thing).filter(l -> !l.removed()).map(Listing::name).orElse("");
    }

    private static Set<Key> keys(Thing.Kind kind, String name) {
        Set<Key> keys = new HashSet<>();
        if (!name.isEmpty()) {
            Skeleton.of(name).keys().forEach(key -> keys.add(new Key(kind, key)));
        }
        return keys;
    }

    private static Trie<Key, Set<Thing>> with(Trie<Key, Set<Thing>> known, Thing thing, String name) {
        Trie<Key, Set<Thing>> more = known;
        for (Key key : keys(thing.kind(), name)) {
            Set<Thing> sharing = new HashSet<>(more.get(key).orElse(Set.of()));
            sharing.add(thing);
            more = more.with(key, Set.copyOf(sharing));
        }
        return more;
    }

    private static Trie<Key, Set<Thing>> without(Trie<Key, Set<Thing>> known, Thing thing, String name) {
        Trie<Key, Set<Thing>> fewer = known;
        for (Key key : keys(thing.kind(), name)) {
            Set<Thing> sharing = new HashSet<>(fewer.get(key).orElse(Set.of()));
            sharing.remove(thing);
            fewer = sharing.isEmpty() ? fewer.without(key) : fewer.with(key, Set.copyOf(sharing));
        }
        return fewer;
    }

    /** Things of the kind whose names may be taken for this one. */
    Stream<Thing> candidates(Thing.Kind kind, String name) {
        Trie<Key, Set<Thing>> known = computed();
        return keys(kind, name).stream()
                .map(known::get)
                .flatMap(Optional::stream)
                .flatMap(Set::stream)
                .distinct();
    }

    private Trie<Key, Set<Thing>> computed() {
        Trie<Key, Set<Thing>> known = alike;
        if (known == null) {
            known = computed(things);
            alike = known;
        }
        return known;
    }

    private static Trie<Key, Set<Thing>> computed(Trie<Thing, Listing> things) {
        List<Thing> named = new ArrayList<>();
        things.forEach((thing, listing) -> {
            if (!listing.name().isEmpty()) {
                named.add(thing);
            }
        });
        Trie<Key, Set<Thing>> known = Trie.empty();
        for (Thing thing : named) {
            known = with(known, thing, name(things, thing));
        }
        return known;
    }

    /** Derived from the things, so it does not tell two directories apart. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NameIndex;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
