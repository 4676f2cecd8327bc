package dev.mandate.control.token.endpoint;

import dev.mandate.engine.Caller;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.id.CredentialId;
import java.util.Objects;
import java.util.Set;

/**
 * A client that has authenticated and was active at one revision (RFC 6749, section 2).
 *
 * @param caller the app, with the one user that it acts on behalf of
 * @param revision of the tenant's snapshot at which it was active
 */
record VerifiedClient(Caller caller, CredentialId credential, Set<ManagementScope> management, long revision) {
    VerifiedClient {
        Objects.requireNonNull(caller);
        Objects.requireNonNull(credential);
        management = Set.copyOf(management);
    }
}
