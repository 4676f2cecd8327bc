package dev.mandate.protocol.token;

import dev.mandate.engine.Bearer;
import java.util.List;
import java.util.Set;

/**
 * The content of an access token that {@link AccessTokenReader} read: an identity, never rights. Its validity and its key
 * must be checked at every use.
 *
 * @param bearer with grant type client credentials, because a token does not name its grant type
 * @param scopes as in the token, empty without the claim
 * @param audience the URLs of the APIs that it is for, one or more (RFC 7519, section 4.1.3)
 */
public record AccessToken(
        Bearer bearer, Set<String> scopes, List<String> audience, Validity validity, TokenSigner signer) {
    public AccessToken {
        scopes = Set.copyOf(scopes);
        audience = List.copyOf(audience);
        InvalidTokenException.check(!audience.isEmpty(), "aud is empty");
    }
}
