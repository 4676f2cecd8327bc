package dev.mandate.engine.route;

import dev.mandate.engine.uri.CanonicalPath;
import dev.mandate.engine.uri.SegmentFold;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Literals that are not their own {@linkplain SegmentFold fold}, by it: open addressing at half load or less. */
final class Aliases {
    private record Alias(String fold, Node node) {}

    private @Nullable Alias[] slots = new Alias[2];
    private int count;

    void add(String fold, Node node) {
        count++;
        if (2 * count > slots.length) {
            @Nullable Alias[] before = slots;
            slots = new Alias[2 * before.length];
            Stream.of(before).filter(Objects::nonNull).forEach(this::place);
        }
        place(new Alias(fold, node));
    }

    private void place(Alias alias) {
        int slot = slot(alias.fold().hashCode());
        while (slots[slot] != null) {
            slot = after(slot);
        }
        slots[slot] = alias;
    }

    private int slot(int hash) {
        return (hash ^ (hash >>> 16)) & (slots.length - 1);
    }

    private int after(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    /**
     * Goes on below each literal that the segment folds to, though it is another text.
     *
     * @return whether one of the ends ended the walk
     */
    boolean respelled(CanonicalPath path, int depth, Ends ends) {
        int slot = slot(path.foldHash(depth));
        Alias alias = slots[slot];
        while (alias != null) {
            boolean other = path.foldsTo(depth, alias.fold()) && !alias.node().isLabelled(path, depth);
            if (other && alias.node().respelled(path, depth + 1, true, ends)) {
                return true;
            }
            slot = after(slot);
            alias = slots[slot];
        }
        return false;
    }
}
