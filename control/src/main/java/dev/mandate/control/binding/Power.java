package dev.mandate.control.binding;

import dev.mandate.control.access.Rank;
import dev.mandate.control.access.Session;
import dev.mandate.engine.change.ManagementScope;
import dev.mandate.engine.state.Tenancy;
import java.time.Instant;

/** What a caller holds in the user services beside the roles of its own binding. */
enum Power {
    /** Nothing: the binding decides. */
    NONE,
    /** Every action that reads, in every sales channel: of an administrator by an app with the scope {@code read}. */
    READS,
    /** Every action in every sales channel: of an administrator by an app with the scope {@code admin}. */
    ALL;

    static Power of(Tenancy tenancy, Session session, Instant now) {
        if (Rank.of(tenancy, session.actor().user(), now) == Rank.ORDINARY) {
            return NONE;
        }
        if (session.has(ManagementScope.ADMIN, tenancy)) {
            return ALL;
        }
        return session.has(ManagementScope.READ, tenancy) ? READS : NONE;
    }
}
