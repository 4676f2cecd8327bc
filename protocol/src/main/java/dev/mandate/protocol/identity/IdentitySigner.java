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
 * Signs identities for upstreams with a gateway's own P-256 key (JWS compact, ES256). A signed identity expires after
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
     * @throws IllegalArgumentException if the key has no private half or no id, or is on another curve
     */
    // callers that hold a key require the JOSE library themselves; code that only reads identities need not see it
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

    /**
     * Returns the header value that a call to one upstream carries.
     *
     * @param audience the id of the upstream's API
     */
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
