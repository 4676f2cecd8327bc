package dev.mandate.gateway.subject;

import com.github.benmanes.caffeine.cache.Interner;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import dev.mandate.engine.Bearer;
import dev.mandate.engine.Caller;
import dev.mandate.engine.change.GrantType;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Catalogue;
import dev.mandate.engine.state.Catalogue.PublishedKey;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads access tokens in the one form that we issue (RFC 9068, ES256, {@code at+jwt}) and believes nothing else: nothing in
 * the token says which algorithm or key to use beyond naming one of ours (RFC 8725).
 */
final class TokenVerifier {
    /** Three parts; the last is R and S of 32 bytes each (RFC 7518, section 3.4), so never DER and never empty. */
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9_-]{1,1024}\\.[A-Za-z0-9_-]{1,8192}\\.[A-Za-z0-9_-]{86}");

    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");
    private static final String TYPE = "at+jwt";

    private final String issuer;

    /** What many tokens say, each kept once: of a hundred thousand tokens it is near when one of them is used. */
    private final Interner<Object> shared = Interner.newWeakInterner();

    private final TokenKeys keys = new TokenKeys();

    TokenVerifier(String issuer) {
        this.issuer = issuer;
    }

    /**
     * Everything about a token that stays true: signature, type, issuer, form. Times, audience and the standing of its key
     * are asked at every use.
     *
     * @throws InvalidTokenException if it was not issued here, or is expired or not yet valid, or is not for this gateway
     */
    VerifiedToken verify(String token, Catalogue catalogue) {
        JWSObject jws = parse(token);
        String kid = kid(jws.getHeader());
        PublishedKey key = TokenKeys.find(catalogue, kid)
                .orElseThrow(() -> new InvalidTokenException("kid names no token key", true));
        checkSignature(jws, key);
        Map<String, Object> members = jws.getPayload().toJSONObject();
        if (members == null) {
            throw new InvalidTokenException("the payload is not a JSON object without doubled names");
        }
        return read(new Claims(members), kid, key);
    }

    private static JWSObject parse(String token) {
        check(FORM.matcher(token).matches(), "not a JWS in compact form with a 64-byte signature");
        try {
            return JWSObject.parse(token);
        } catch (ParseException | IllegalArgumentException malformed) {
            throw new InvalidTokenException("the header cannot be read");
        }
    }

    private static String kid(JWSHeader header) {
        check(header.getIncludedParams().equals(HEADER), "the header must hold alg, typ and kid alone");
        check(JWSAlgorithm.ES256.equals(header.getAlgorithm()), "alg is not ES256");
        check(TYPE.equals(header.getType().getType()), "typ is not at+jwt");
        return header.getKeyID();
    }

    private void checkSignature(JWSObject jws, PublishedKey key) {
        try {
            check(jws.verify(keys.verifier(key)), "the signature is not the key's");
        } catch (JOSEException broken) {
            throw new InvalidTokenException("the signature cannot be read");
        }
    }

    private VerifiedToken read(Claims claims, String kid, PublishedKey key) {
        check(issuer.equals(claims.text("iss")), "iss is not our issuer");
        // a sender-constrained token is worth nothing without its proof, which is not asked for here (RFC 9449, 7.1)
        check(!claims.has("cnf"), "cnf binds the token to a proof");
        try {
            return new VerifiedToken(
                    bearer(claims),
                    times(claims),
                    one(List.copyOf(claims.texts("aud"))),
                    one(new VerifiedToken.Signer(kid, key)));
        } catch (IllegalArgumentException noId) {
            throw new InvalidTokenException("an id is malformed");
        }
    }

    @SuppressWarnings("unchecked") // equal things of our records and of List.copyOf are of one type
    private <T> T one(T thing) {
        return (T) shared.intern(thing);
    }

    /** As of an app that acts for one user, until somebody asks for the other kind. */
    private Bearer bearer(Claims claims) {
        return new Bearer(
                caller(claims),
                new CredentialId(claims.text("cred")),
                claims.number("rev"),
                claims.text("jti"),
                GrantType.CLIENT_CREDENTIALS);
    }

    private Caller caller(Claims claims) {
        TenantId tenant = one(new TenantId(claims.text("tenant")));
        AppId app = new AppId(claims.text("client_id"));
        String subject = claims.text("sub");
        check(subject.startsWith(tenant + "/"), "sub is not of the tenant");
        check(app.value().equals(claims.object("act").text("sub")), "act is not the client");
        return new Caller(tenant, new UserId(subject.substring(tenant.value().length() + 1)), app);
    }

    private static VerifiedToken.Times times(Claims claims) {
        long issuedAt = claims.number("iat");
        long notBefore = claims.has("nbf") ? claims.number("nbf") : issuedAt;
        return new VerifiedToken.Times(issuedAt, notBefore, claims.number("exp"));
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new InvalidTokenException(otherwise);
        }
    }
}
