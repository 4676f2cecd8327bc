package dev.mandate.control.token;

import dev.mandate.engine.Caller;
import dev.mandate.engine.change.ManagementScope;
import dev.mandate.engine.id.CredentialId;
import java.util.Objects;
import java.util.Set;

/**
 * An app that proved itself and stood, at one revision (RFC 6749, section 2).
 *
 * @param caller the app, with the one user that it acts on behalf of
 * @param revision of the tenant's snapshot that this was found out from
 */
record Client(Caller caller, CredentialId credential, Set<ManagementScope> management, long revision) {
    Client {
        Objects.requireNonNull(caller);
        Objects.requireNonNull(credential);
        management = Set.copyOf(management);
    }
}
