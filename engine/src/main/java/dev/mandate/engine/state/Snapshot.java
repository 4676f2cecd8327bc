package dev.mandate.engine.state;

import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.TenantId;
import java.util.Objects;

/**
 * A stream folded up to one revision: the platform's or one tenant's. Immutable; a later one shares what did not change.
 *
 * @param stream whose log it is the fold of
 * @param revision of the last entry applied; 0 before the first
 * @param catalogue empty but on the platform's stream
 */
public record Snapshot(TenantId stream, long revision, Catalogue catalogue, Tenancy tenancy) {
    /** Raised whenever the fold gives another result for the same log; stored snapshots of another version are rebuilt. */
    public static final int FOLD_VERSION = 3;

    public Snapshot {
        Objects.requireNonNull(stream);
        Objects.requireNonNull(catalogue);
        Objects.requireNonNull(tenancy);
    }

    /** The stream before its first entry. */
    public static Snapshot empty(TenantId stream) {
        return new Snapshot(stream, 0, Catalogue.EMPTY, Tenancy.empty());
    }

    /**
     * The snapshot after the next entry; this one stays as it is.
     *
     * @throws IllegalArgumentException if the entry is not the next one
     */
    public Snapshot apply(Entry entry) {
        if (entry.revision() != revision + 1) {
            throw new IllegalArgumentException("stream `" + stream + "` is at revision " + revision
                    + " and cannot take entry `" + entry.revision() + "`");
        }
        Draft draft = new Draft(this, entry);
        entry.changes().forEach(draft::take);
        return draft.finished();
    }
}
