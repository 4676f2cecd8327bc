package dev.mandate.control.binding;

import dev.mandate.control.access.ActorSession;
import dev.mandate.control.access.Rank;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.state.Tenancy;
import java.time.Instant;

/** What a caller holds in the user services in addition to the roles of its own binding. */
enum AdministratorAccess {
    /** Nothing: the binding decides. */
    NONE,
    /** Every action that reads, in every sales channel: of an administrator by an app with the scope {@code read}. */
    READ,
    /** Every action in every sales channel: of an administrator by an app with the scope {@code admin}. */
    WRITE;

    static AdministratorAccess of(Tenancy tenancy, ActorSession session, Instant now) {
        if (Rank.of(tenancy, session.actor().user(), now) == Rank.ORDINARY) {
            return NONE;
        }
        if (session.has(ManagementScope.ADMIN, tenancy)) {
            return WRITE;
        }
        return session.has(ManagementScope.READ, tenancy) ? READ : NONE;
    }
}
