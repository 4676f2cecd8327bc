package dev.mandate.protocol.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.mandate.engine.change.CatalogueChange.KeyPublished;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Catalogue;
import dev.mandate.engine.state.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Valid access tokens, of which a test changes one thing. */
final class Mint {
    static final String ISSUER = "https://api.example.com";
    static final String CONTROL = "https://control.example.com";
    static final String HEADER = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"token-1\"}";
    static final long NOW = Instant.parse("2026-03-01T12:00:00Z").getEpochSecond();

    private static final JsonMapper JSON = new JsonMapper();

    final ECKey key = key("token-1");
    final ECKey identityKey = key("gateway-1");
    final Catalogue catalogue = catalogue(
            new KeyPublished("token-1", KeyUse.TOKEN, key.toPublicJWK().toJSONString()),
            new KeyPublished(
                    "gateway-1", KeyUse.IDENTITY, identityKey.toPublicJWK().toJSONString()));

    static Catalogue catalogue(Change... changes) {
        return Snapshot.empty(TenantId.PLATFORM)
                .apply(new Entry(1, Instant.EPOCH, 0, List.of(changes)))
                .catalogue();
    }

    static Map<String, Object> claims() {
        Map<String, Object> claims = new TreeMap<>();
        claims.put("iss", ISSUER);
        claims.put("aud", List.of(ISSUER, CONTROL));
        claims.put("sub", "studio/robot");
        claims.put("client_id", "vendor");
        claims.put("act", Map.of("sub", "vendor"));
        claims.put("tenant", "studio");
        claims.put("rev", 7);
        claims.put("cred", "c1");
        claims.put("jti", "j1");
        claims.put("iat", NOW);
        claims.put("exp", NOW + 60);
        claims.put("scope", "admin read");
        return claims;
    }

    static String payload() {
        return JSON.writeValueAsString(claims());
    }

    static String payload(String claim, Object value) {
        Map<String, Object> claims = claims();
        claims.put(claim, value);
        return JSON.writeValueAsString(claims);
    }

    static String payloadWithout(String claim) {
        Map<String, Object> claims = claims();
        claims.remove(claim);
        return JSON.writeValueAsString(claims);
    }

    String token() {
        return signed(HEADER, payload());
    }

    String signed(String header, String payload) {
        return signed(header, payload, key);
    }

    static String signed(String header, String payload, ECKey by) {
        return signed(header.getBytes(StandardCharsets.UTF_8), payload.getBytes(StandardCharsets.UTF_8), by);
    }

    static String signed(byte[] header, byte[] payload, ECKey by) {
        String input = Base64URL.encode(header) + "." + Base64URL.encode(payload);
        try {
            byte[] bytes = input.getBytes(StandardCharsets.US_ASCII);
            return input + "." + new ECDSASigner(by).sign(new JWSHeader(JWSAlgorithm.ES256), bytes);
        } catch (JOSEException broken) {
            throw new AssertionError(broken);
        }
    }

    static ECKey key(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException broken) {
            throw new AssertionError(broken);
        }
    }
}
