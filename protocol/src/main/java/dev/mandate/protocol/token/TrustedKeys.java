package dev.mandate.protocol.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.state.Catalogue;
import dev.mandate.engine.state.Catalogue.PublishedKey;
import java.text.ParseException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The published keys that sign access tokens. A parsed key is kept under its whole text, so that it is never taken for
 * another. Thread-safe.
 */
final class TrustedKeys {
    private static final int MOST_KEPT = 64;

    private final ConcurrentHashMap<String, JWSVerifier> parsed = new ConcurrentHashMap<>();

    /**
     * Returns the published key of this id.
     *
     * @throws InvalidTokenException if no key has this id, or the key signs something else than tokens
     */
    static TokenSigner find(Catalogue catalogue, String kid) {
        PublishedKey key = catalogue.keys().get(kid);
        if (key == null || !signsTokens(key)) {
            throw InvalidTokenException.ofUnknownKey();
        }
        return new TokenSigner(kid, key);
    }

    static boolean signsTokens(PublishedKey key) {
        return key.use() == KeyUse.TOKEN;
    }

    JWSVerifier verifier(PublishedKey key) {
        if (parsed.size() > MOST_KEPT) {
            parsed.clear();
        }
        return parsed.computeIfAbsent(key.jwk(), TrustedKeys::parse);
    }

    private static JWSVerifier parse(String jwk) {
        try {
            ECKey key = ECKey.parse(jwk);
            InvalidTokenException.check(Curve.P_256.equals(key.getCurve()), "the published key is not on P-256");
            return new ECDSAVerifier(key);
        } catch (ParseException | JOSEException unusable) {
            throw new InvalidTokenException("the published key cannot be read");
        }
    }
}
