package dev.mandate.control.log;

import dev.mandate.control.directory.Directory;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.form.Chain;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.SealedEntry;
import java.time.Instant;
import java.util.Objects;

/**
 * Both folds of a stream at one position.
 *
 * @param hash of the last entry applied
 * @param at the time of the last entry applied
 */
public record Folded(Snapshot snapshot, Directory directory, Digest hash, Instant at) {
    public Folded {
        Objects.requireNonNull(hash);
        Objects.requireNonNull(at);
        if (snapshot.revision() != directory.revision()) {
            throw new IllegalArgumentException("both folds must be at the same revision");
        }
    }

    /** The stream before its first entry. */
    static Folded empty(TenantId stream) {
        return new Folded(Snapshot.empty(stream), Directory.empty(stream), Chain.genesis(stream), Instant.EPOCH);
    }

    /** Both folds after the next entry. */
    Folded apply(SealedEntry sealed) {
        Entry entry = sealed.open();
        return new Folded(snapshot.apply(entry), directory.apply(entry), sealed.hash(), entry.at());
    }

    public TenantId stream() {
        return snapshot.stream();
    }

    public long revision() {
        return snapshot.revision();
    }
}
