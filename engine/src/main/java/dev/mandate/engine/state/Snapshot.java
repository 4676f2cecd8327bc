package dev.mandate.engine.state;

import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.TenantId;
import java.util.Objects;

/**
 * The fold of one stream up to one revision: the platform's stream or one tenant's. Immutable; the next snapshot shares
 * all unchanged parts.
 *
 * @param stream the folded stream
 * @param revision the revision of the last applied entry; 0 before the first
 * @param catalogue empty except on the platform's stream
 */
public record Snapshot(TenantId stream, long revision, Catalogue catalogue, Tenancy tenancy) {
    /**
     * Incremented whenever the fold gives another result for the same log. Stored snapshots of another version are
     * rebuilt.
     */
    public static final int FOLD_VERSION = 3;

    public Snapshot {
        Objects.requireNonNull(stream);
        Objects.requireNonNull(catalogue);
        Objects.requireNonNull(tenancy);
    }

    /** Returns the snapshot of a stream before its first entry. */
    public static Snapshot empty(TenantId stream) {
        return new Snapshot(stream, 0, Catalogue.EMPTY, Tenancy.empty());
    }

    /**
     * Returns the snapshot after the next entry; this snapshot does not change.
     *
     * @throws IllegalArgumentException if the entry's revision is not this snapshot's revision plus 1
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
