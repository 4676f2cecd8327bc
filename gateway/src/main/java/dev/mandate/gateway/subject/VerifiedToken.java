package dev.mandate.gateway.subject;

import dev.mandate.engine.Bearer;
import dev.mandate.engine.Caller;
import dev.mandate.engine.change.GrantType;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.state.Catalogue.PublishedKey;
import java.util.List;

/**
 * What a token with a good signature says: identity, never rights.
 *
 * @param revision the tenant's, when it was issued
 * @param times when it counts
 * @param kid the id of the key that signed it
 * @param key that key, as it was published
 */
public record VerifiedToken(
        Caller caller,
        CredentialId credential,
        long revision,
        String tokenId,
        Times times,
        List<String> audience,
        String kid,
        PublishedKey key) {
    /** Seconds since the epoch (RFC 7519, section 4.1). */
    public record Times(long issuedAt, long notBefore, long expiry) {}

    public VerifiedToken {
        audience = List.copyOf(audience);
    }

    /** As the engine asks for it. The token does not say how it was obtained; the app's registration does. */
    public Bearer bearer(GrantType grantType) {
        return new Bearer(caller, credential, revision, tokenId, grantType);
    }
}
