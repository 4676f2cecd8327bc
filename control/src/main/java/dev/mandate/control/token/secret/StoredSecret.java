package dev.mandate.control.token.secret;

import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.TenantId;
import java.util.Objects;

/**
 * Whose a secret is, as it was when the secret was made. Whether it is live, only the log says.
 *
 * @param revision of the entry of the tenant's log that made it
 */
public record StoredSecret(CredentialId credential, TenantId tenant, AppId app, long revision) {
    public StoredSecret {
        Objects.requireNonNull(credential);
        Objects.requireNonNull(tenant);
        Objects.requireNonNull(app);
    }
}
