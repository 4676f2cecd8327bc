package dev.mandate.engine;

import dev.mandate.engine.change.GrantType;
import dev.mandate.engine.id.CredentialId;
import java.util.Objects;

/**
 * What a verified token says of itself: identity, never rights.
 *
 * @param credential the secret, key or session that obtained it
 * @param revision the tenant's revision when it was issued
 * @param tokenId its {@code jti} (RFC 7519, section 4.1.7)
 */
public record Bearer(Caller caller, CredentialId credential, long revision, String tokenId, GrantType grantType) {
    public Bearer {
        Objects.requireNonNull(caller);
        Objects.requireNonNull(credential);
        Objects.requireNonNull(tokenId);
        Objects.requireNonNull(grantType);
    }
}
