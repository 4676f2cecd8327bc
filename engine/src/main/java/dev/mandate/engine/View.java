package dev.mandate.engine;

import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;

/**
 * The two snapshots that one decision reads: the platform's and one tenant's. For the platform's operators, both are
 * the platform's.
 */
public record View(Snapshot platform, Snapshot tenant) {
    public View {
        if (!platform.stream().equals(TenantId.PLATFORM)) {
            throw new IllegalArgumentException("`" + platform.stream() + "` is not the platform's stream");
        }
    }

    /** Returns the revisions of both snapshots. */
    public Position position() {
        return new Position(tenant.revision(), platform.revision());
    }

    /** Returns the position that a client may send back as a demand; see {@link Position#shownOf}. */
    public Position revision() {
        return position().shownOf(tenant.stream());
    }
}
