package dev.mandate.protocol.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import dev.mandate.engine.Bearer;
import dev.mandate.engine.Caller;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Catalogue;
import java.util.Set;

/**
 * Reads access tokens in the one form that an installation issues (RFC 9068, ES256, {@code at+jwt}) and refuses everything
 * else: a token names one of the published token keys, and nothing in it chooses an algorithm or brings a key (RFC 8725).
 * Both planes use it. Thread-safe.
 */
public final class AccessTokenReader {
    private static final JWSHeader ES256 = new JWSHeader(JWSAlgorithm.ES256);
    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");

    private final TrustedKeys keys = new TrustedKeys();
    private final String issuer;

    /** @param issuer the only accepted {@code iss} */
    public AccessTokenReader(String issuer) {
        this.issuer = issuer;
    }

    /**
     * Returns what stays true of a token: signature, type, issuer and form are right. The caller checks {@link
     * AccessToken#validity}, {@link AccessToken#audience} and {@link AccessToken#signer} at every use.
     *
     * @throws InvalidTokenException if this installation did not issue the token
     */
    public AccessToken read(String text, Catalogue catalogue) {
        CompactJws jws = CompactJws.parse(text);
        TokenSigner signer = TrustedKeys.find(catalogue, kid(jws.headerMembers()));
        checkSignature(jws, signer);
        return read(jws.claims(), signer);
    }

    private static String kid(TokenClaims header) {
        check(header.names().equals(HEADER), "the header must hold alg, typ and kid alone");
        check(header.text("alg").equals("ES256"), "alg is not ES256");
        check(header.text("typ").equals("at+jwt"), "typ is not at+jwt");
        return header.text("kid");
    }

    private void checkSignature(CompactJws jws, TokenSigner signer) {
        try {
            boolean right =
                    keys.verifier(signer.key()).verify(ES256, jws.signingInput(), new Base64URL(jws.signature()));
            check(right, "the signature is not the key's");
        } catch (JOSEException broken) {
            throw new InvalidTokenException("the signature cannot be read");
        }
    }

    private AccessToken read(TokenClaims claims, TokenSigner signer) {
        check(issuer.equals(claims.text("iss")), "iss is not our issuer");
        // neither plane asks for the proof without which a sender-constrained token is worth nothing (RFC 9449, 7.1)
        check(!claims.has("cnf"), "cnf binds the token to a proof");
        return new AccessToken(bearer(claims), claims.words("scope"), claims.texts("aud"), validity(claims), signer);
    }

    private static Bearer bearer(TokenClaims claims) {
        try {
            return new Bearer(
                    caller(claims),
                    new CredentialId(claims.text("cred")),
                    claims.number("rev"),
                    claims.text("jti"),
                    GrantType.CLIENT_CREDENTIALS);
        } catch (IllegalArgumentException noId) {
            throw new InvalidTokenException("an id is malformed");
        }
    }

    private static Caller caller(TokenClaims claims) {
        TenantId tenant = new TenantId(claims.text("tenant"));
        AppId app = new AppId(claims.text("client_id"));
        String subject = claims.text("sub");
        check(subject.startsWith(tenant + "/"), "sub is not of the tenant");
        check(app.value().equals(claims.object("act").text("sub")), "act is not the client");
        return new Caller(tenant, new UserId(subject.substring(tenant.value().length() + 1)), app);
    }

    private static Validity validity(TokenClaims claims) {
        long issuedAt = claims.number("iat");
        long notBefore = claims.has("nbf") ? claims.number("nbf") : issuedAt;
        return new Validity(issuedAt, notBefore, claims.number("exp"));
    }

    private static void check(boolean holds, String otherwise) {
        InvalidTokenException.check(holds, otherwise);
    }
}
