package dev.mandate.protocol.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mandate.protocol.token.Validity;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the header value that {@link IdentitySigner} wrote. Accepts only ES256, the exact type, a known key, this
 * issuer and audience, and a lifetime of at most 60 seconds (RFC 8725). Thread-safe.
 */
public final class IdentityVerifier {
    /** The request header that carries the signed identity. */
    public static final String HEADER = "Mandate-Identity";

    /** The longest accepted header value, in characters; 100 listed spaces need about 10,000. */
    static final int MAX_LENGTH = 16_384;

    private final Function<String, Optional<ECKey>> keys;
    private final String issuer;
    private final String audience;
    private final InstantSource clock;

    /**
     * @param keys finds a public P-256 key by its id; exceptions it throws pass through {@link #verify}
     * @param issuer the only accepted {@code iss}
     * @param audience the only accepted {@code aud}: the id of the API that this upstream serves
     */
    // callers that hold a key require the JOSE library themselves; code that only reads identities need not see it
    @SuppressWarnings("exports")
    public IdentityVerifier(
            Function<String, Optional<ECKey>> keys, String issuer, String audience, InstantSource clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
    }

    /**
     * Returns the identity if the header value passes every check.
     *
     * @throws InvalidIdentityException otherwise
     */
    public Identity verify(String headerValue) throws InvalidIdentityException {
        check(headerValue.length() <= MAX_LENGTH, "longer than " + MAX_LENGTH + " characters");
        SignedJWT jwt = parse(headerValue);
        checkSignature(jwt, headerKey(jwt.getHeader()));
        JWTClaimsSet claims = claims(jwt);
        check(issuer.equals(claims.getIssuer()), "iss is not the gateway");
        check(List.of(audience).equals(claims.getAudience()), "aud is not this API");
        checkTimes(instant("iat", claims.getIssueTime()), instant("exp", claims.getExpirationTime()));
        return IdentityForm.read(claims);
    }

    private static SignedJWT parse(String headerValue) throws InvalidIdentityException {
        try {
            return SignedJWT.parse(headerValue);
        } catch (ParseException | IllegalArgumentException malformed) {
            throw new InvalidIdentityException("not a JWS in compact form");
        }
    }

    private static JWTClaimsSet claims(SignedJWT jwt) throws InvalidIdentityException {
        try {
            return jwt.getJWTClaimsSet();
        } catch (ParseException | IllegalArgumentException malformed) {
            throw new InvalidIdentityException("the payload is not a claims set");
        }
    }

    private ECKey headerKey(JWSHeader header) throws InvalidIdentityException {
        check(JWSAlgorithm.ES256.equals(header.getAlgorithm()), "alg is not ES256");
        check(IdentityForm.TYPE.equals(header.getType()), "typ is not mandate-identity+jwt");
        check(header.getCriticalParams() == null, "crit is not understood");
        String kid = header.getKeyID();
        if (kid == null) {
            throw new InvalidIdentityException("kid is missing");
        }
        return keys.apply(kid).orElseThrow(() -> new InvalidIdentityException("kid is not a key of the gateways"));
    }

    private static void checkSignature(SignedJWT jwt, ECKey key) throws InvalidIdentityException {
        try {
            check(jwt.verify(new ECDSAVerifier(key)), "the signature does not match");
        } catch (JOSEException unusable) {
            throw new InvalidIdentityException("the signature cannot be checked");
        }
    }

    private void checkTimes(Instant issued, Instant expires) throws InvalidIdentityException {
        Instant now = clock.instant();
        check(!issued.isAfter(now.plus(Validity.AHEAD_LEEWAY)), "iat lies in the future");
        check(now.isBefore(expires.plus(Validity.EXPIRY_LEEWAY)), "exp has passed");
        Duration life = Duration.between(issued, expires);
        check(life.isPositive() && life.compareTo(IdentityForm.LIFETIME) <= 0, "exp is not within 60 s after iat");
    }

    private static Instant instant(String claim, @Nullable Date value) throws InvalidIdentityException {
        if (value == null) {
            throw new InvalidIdentityException(claim + " is missing");
        }
        return value.toInstant();
    }

    private static void check(boolean holds, String otherwise) throws InvalidIdentityException {
        if (!holds) {
            throw new InvalidIdentityException(otherwise);
        }
    }
}
