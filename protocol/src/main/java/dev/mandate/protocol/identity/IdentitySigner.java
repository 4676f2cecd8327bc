package dev.mandate.protocol.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;

/**
 * Signs identities for upstreams with one gateway's own P-256 key (JWS compact, ES256). A signed identity is good for
 * 60 seconds. Thread-safe.
 */
public final class IdentitySigner {
    private final JWSHeader header;
    private final JWSSigner signer;
    private final String issuer;
    private final InstantSource clock;

    /**
     * @param key private P-256 key with a key id
     * @param issuer the gateway's URL, claim {@code iss}
     * @throws IllegalArgumentException when the key lacks its private half or its id, or lies on another curve
     */
    // Whoever holds a key requires the JOSE library itself; readers of identities alone need not see it.
    @SuppressWarnings("exports")
    public IdentitySigner(ECKey key, String issuer, InstantSource clock) {
        if (!key.isPrivate() || key.getKeyID() == null || !Curve.P_256.equals(key.getCurve())) {
            throw new IllegalArgumentException("the identity key must be a private P-256 key with a kid");
        }
        this.header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(IdentityForm.TYPE)
                .keyID(key.getKeyID())
                .build();
        try {
            this.signer = new ECDSASigner(key);
        } catch (JOSEException unusable) {
            throw new IllegalArgumentException("the identity key cannot sign", unusable);
        }
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Signs for one upstream; {@code audience} is the id of its API. The result is the whole header value. */
    public String sign(Identity identity, String audience) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(IdentityForm.LIFETIME)));
        IdentityForm.write(identity, claims);
        SignedJWT jwt = new SignedJWT(header, claims.build());
        try {
            jwt.sign(signer);
        } catch (JOSEException broken) {
            throw new IllegalStateException("the identity could not be signed", broken);
        }
        return jwt.serialize();
    }
}
