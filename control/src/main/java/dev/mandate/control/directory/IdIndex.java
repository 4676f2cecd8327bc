package dev.mandate.control.directory;

import dev.mandate.engine.trie.Trie;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds an id that differs from another in case alone without walking through all of them. Holds the ids with upper-case
 * letters only, since an id in lower case is found among the things themselves. Computed when it is first asked, so that a
 * replay of a log does not pay for it. Thread-safe.
 */
final class IdIndex {
    private final Trie<Thing, Listing> things;
    private volatile @Nullable Trie<Thing, Thing> mixed;

    private IdIndex(Trie<Thing, Listing> things, @Nullable Trie<Thing, Thing> mixed) {
        this.things = things;
        this.mixed = mixed;
    }

    static IdIndex of(Trie<Thing, Listing> things) {
        return new IdIndex(things, null);
    }

    /** The index after an entry that added some things; nothing is ever taken out, as no id is used again. */
    IdIndex grown(Trie<Thing, Listing> after, Collection<Thing> added) {
        Trie<Thing, Thing> known = mixed;
        return new IdIndex(after, known == null ? null : with(known, added));
    }

    /** A thing, removed or not, whose id differs from this one's in case alone. */
    Optional<Thing> alike(Thing thing) {
        Thing folded = folded(thing);
        return !folded.equals(thing) && things.contains(folded)
                ? Optional.of(folded)
                : computed().get(folded).filter(other -> !other.equals(thing));
    }

    private Trie<Thing, Thing> computed() {
        Trie<Thing, Thing> known = mixed;
        if (known == null) {
            List<Thing> all = new ArrayList<>();
            things.forEach((thing, listing) -> all.add(thing));
            known = with(Trie.empty(), all);
            mixed = known;
        }
        return known;
    }

    private static Trie<Thing, Thing> with(Trie<Thing, Thing> known, Collection<Thing> added) {
        Trie<Thing, Thing> more = known;
        for (Thing thing : added) {
            Thing folded = folded(thing);
            if (!folded.equals(thing)) {
                more = more.with(folded, thing);
            }
        }
        return more;
    }

    private static Thing folded(Thing thing) {
        return new Thing(thing.kind(), thing.id().toLowerCase(Locale.ROOT));
    }

    /** Derived from the things, so it does not tell two directories apart. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IdIndex;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
