package dev.mandate.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import dev.mandate.gateway.identity.IdentityKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Valid tokens of the vendor's app; a test changes one thing. */
final class TokenMint {
    static final String GATEWAY = "http://gateway.test";
    static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private final ECKey key = IdentityKey.generated("token-1");

    private volatile long revision = 1;

    /** From now on tokens are of this revision unless a test says otherwise. */
    void at(long other) {
        revision = other;
    }

    ECKey key() {
        return key;
    }

    String published() {
        return key.toPublicJWK().toJSONString();
    }

    /** The claims of a valid token, free to be changed. */
    Map<String, Object> claims(long issuedAtRevision) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new TreeMap<>();
        claims.put("iss", GATEWAY);
        claims.put("aud", List.of(GATEWAY));
        claims.put("sub", "studio/vendor");
        claims.put("client_id", "vendor-app");
        claims.put("act", Map.of("sub", "vendor-app"));
        claims.put("tenant", "studio");
        claims.put("rev", issuedAtRevision);
        claims.put("cred", "secret-1");
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("iat", now);
        claims.put("exp", now + 3600);
        return claims;
    }

    Map<String, Object> claims() {
        return claims(revision);
    }

    Map<String, Object> claims(String name, Object value) {
        Map<String, Object> claims = claims();
        claims.put(name, value);
        return claims;
    }

    JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID("token-1");
    }

    String token() {
        return sign(header().build(), claims());
    }

    String sign(JWSHeader header, Map<String, Object> claims) {
        return sign(header, new JsonMapper().writeValueAsString(claims), key);
    }

    static String sign(JWSHeader header, String payload, ECKey key) {
        JWSObject token = new JWSObject(header, new Payload(payload));
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException broken) {
            throw new AssertionError(broken);
        }
        return token.serialize();
    }
}
