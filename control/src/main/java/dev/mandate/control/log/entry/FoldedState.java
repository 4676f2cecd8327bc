package dev.mandate.control.log.entry;

import dev.mandate.control.directory.Directory;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.chain.Chain;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.form.Digest;
import java.time.Instant;
import java.util.Objects;

/**
 * Both folds of a stream at one position.
 *
 * @param hash of the last entry applied
 * @param at the time of the last entry applied
 */
public record FoldedState(Snapshot snapshot, Directory directory, Digest hash, Instant at) {
    public FoldedState {
        Objects.requireNonNull(hash);
        Objects.requireNonNull(at);
        if (snapshot.revision() != directory.revision()) {
            throw new IllegalArgumentException("both folds must be at the same revision");
        }
    }

    /** Returns the state of a stream before its first entry. */
    public static FoldedState empty(TenantId stream) {
        return new FoldedState(Snapshot.empty(stream), Directory.empty(stream), Chain.genesis(stream), Instant.EPOCH);
    }

    /** Returns both folds after the next entry. */
    public FoldedState apply(SealedEntry sealed) {
        Entry entry = sealed.open();
        return new FoldedState(snapshot.apply(entry), directory.apply(entry), sealed.hash(), entry.at());
    }

    public TenantId stream() {
        return snapshot.stream();
    }

    public long revision() {
        return snapshot.revision();
    }
}
