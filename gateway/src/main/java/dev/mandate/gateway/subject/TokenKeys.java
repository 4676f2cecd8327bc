package dev.mandate.gateway.subject;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.state.Catalogue;
import dev.mandate.engine.state.Catalogue.PublishedKey;
import java.text.ParseException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The keys that may sign access tokens. What was read from a key is kept by its whole text, so it can't be another's. */
final class TokenKeys {
    private static final int MOST_KEPT = 64;

    private final ConcurrentHashMap<String, JWSVerifier> read = new ConcurrentHashMap<>();

    /** The published key of this id, unless it signs something else than tokens. */
    static Optional<PublishedKey> find(Catalogue catalogue, String kid) {
        return Optional.ofNullable(catalogue.keys().get(kid)).filter(key -> key.use() == KeyUse.TOKEN);
    }

    /** Whether this key is still published under this id, and for tokens. */
    static boolean trusts(Catalogue catalogue, VerifiedToken.Signer signer) {
        PublishedKey published = catalogue.keys().get(signer.kid());
        return published != null && published.use() == KeyUse.TOKEN && published.equals(signer.key());
    }

    JWSVerifier verifier(PublishedKey key) {
        if (read.size() > MOST_KEPT) {
            read.clear();
        }
        return read.computeIfAbsent(key.jwk(), TokenKeys::parse);
    }

    private static JWSVerifier parse(String jwk) {
        try {
            ECKey key = ECKey.parse(jwk);
            if (!Curve.P_256.equals(key.getCurve())) {
                throw new InvalidTokenException("the published key is not on P-256");
            }
            return new ECDSAVerifier(key);
        } catch (ParseException | JOSEException unusable) {
            throw new InvalidTokenException("the published key cannot be read");
        }
    }
}
