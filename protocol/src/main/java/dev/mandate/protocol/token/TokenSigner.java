package dev.mandate.protocol.token;

import dev.mandate.engine.state.Catalogue;
import dev.mandate.engine.state.Catalogue.PublishedKey;

/**
 * The key that signed a token.
 *
 * @param kid the id of the key
 * @param key the key, as it was published when the token was read
 */
public record TokenSigner(String kid, PublishedKey key) {
    /**
     * Checks that the key still signs tokens.
     *
     * @throws InvalidTokenException if the key was retired or replaced
     */
    public void check(Catalogue catalogue) {
        PublishedKey published = catalogue.keys().get(kid);
        InvalidTokenException.check(
                published != null && TrustedKeys.signsTokens(published) && published.equals(key),
                "the key is not trusted any more");
    }
}
