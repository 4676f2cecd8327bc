package dev.mandate.control.log.follow;

import dev.mandate.control.log.entry.FoldedState;
import dev.mandate.protocol.chain.SealedEntry;
import java.util.List;
import java.util.Objects;

/**
 * Entries that this node appended to one stream, with the state that it computed from them.
 *
 * @param before the state that the first entry was checked against
 * @param after the state with all entries applied
 */
public record Appended(FoldedState before, List<SealedEntry> entries, FoldedState after) {
    public Appended {
        Objects.requireNonNull(before);
        entries = List.copyOf(entries);
        Objects.requireNonNull(after);
    }
}
