package dev.mandate.control.token.bearer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.ConfigurableJWTProcessor;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.mandate.protocol.problem.WrongDoor;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifies access tokens (RFC 9068, section 4): ES256 by a published token key, typed {@code at+jwt}, of our issuer, for one of these
 * audiences, and valid now. Thread-safe.
 */
public final class AccessTokens {
    private static final Duration LATE = Duration.ofSeconds(5);
    private static final Duration EARLY = Duration.ofSeconds(10);

    private final ConfigurableJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final String issuer;
    private final Set<String> audiences;
    private final InstantSource clock;

    /**
     * Verifies for one API.
     *
     * @param keys the token keys in force at the moment of asking
     * @param audiences a token for any of them is accepted
     */
    public AccessTokens(Supplier<JWKSet> keys, URI issuer, Set<String> audiences, InstantSource clock) {
        this.issuer = issuer.toString();
        this.audiences = Set.copyOf(audiences);
        this.clock = clock;
        JWKSource<SecurityContext> source = (selector, context) -> selector.select(keys.get());
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, source));
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWTClaimsSetVerifier((claims, context) -> check(claims));
    }

    /** Reads a token for here; empty if it was not issued here, is for the other API, or is expired or not yet valid. */
    Optional<VerifiedToken> verify(String token) {
        return read(token).filter(this::isForHere);
    }

    /** Whether one of its audiences is this API. */
    boolean isForHere(VerifiedToken token) {
        return !Collections.disjoint(token.audience(), audiences);
    }

    /** Returns the detail for a caller whose token is for the other API. */
    String otherDoor(VerifiedToken token) {
        return WrongDoor.detail(token.audience(), issuer);
    }

    /** Reads a token for any API; empty if it was not issued here, or is expired or not yet valid. */
    Optional<VerifiedToken> read(String token) {
        try {
            return Optional.of(TokenClaims.read(processor.process(token, null)));
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void check(JWTClaimsSet claims) throws BadJWTException {
        Instant now = clock.instant();
        require(issuer.equals(claims.getIssuer()), "iss");
        require(!claims.getAudience().isEmpty(), "aud");
        require(claims.getExpirationTime() != null, "exp");
        require(now.isBefore(claims.getExpirationTime().toInstant().plus(LATE)), "exp");
        require(claims.getIssueTime() != null, "iat");
        require(!ahead(claims.getIssueTime(), now), "iat");
        require(!ahead(claims.getNotBeforeTime(), now), "nbf");
        // a token bound to a key or certificate proves nothing by itself, and no such proof is checked here
        require(claims.getClaim("cnf") == null, "cnf");
    }

    private static boolean ahead(@Nullable Date time, Instant now) {
        return time != null && time.toInstant().isAfter(now.plus(EARLY));
    }

    private static void require(boolean right, String claim) throws BadJWTException {
        if (!right) {
            throw new BadJWTException("`" + claim + "` is not right");
        }
    }
}
