package dev.mandate.control.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.identity.KeyProof;
import java.text.ParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What gateways reach at {@code /internal}, and what anybody may know of keys. */
class GatewayDoorTest {
    private static final String AUTHORIZED = "Bearer " + Node.GATEWAY_KEY;

    private final Node node = Node.shared();
    private final Http http = new Http(node);

    @Test
    void letsGatewaysInByTheirKeyAlone() {
        Studio studio = Studio.operators(node, ManagementScope.ADMIN);
        assertThat(http.get("/internal/me", "Authorization", AUTHORIZED).status())
                .isEqualTo(200);
        assertThat(http.get("/internal/me", "Authorization", AUTHORIZED).body()).startsWith("gateway-");
        assertThat(http.get("/internal/me", "Authorization", studio.bearer()).status())
                .isEqualTo(401);
        assertThat(http.get("/internal/me", "Authorization", AUTHORIZED + "x").member("code"))
                .isEqualTo("invalid_token");
        assertThat(http.get("/api/v1/me", "Authorization", AUTHORIZED).status()).isEqualTo(401);
    }

    @Test
    void publishesAGatewaysKeyOnce() throws Exception {
        String kid = "gw-" + UUID.randomUUID();
        ECKey key = fresh();
        long before = platformRevision();
        assertThat(register(kid, key.toPublicJWK().toJSONString()).status()).isEqualTo(204);
        assertThat(register(kid, key.toPublicJWK().toJSONString()).status()).isEqualTo(204);
        assertThat(platformRevision()).isEqualTo(before + 1);
        assertThat(identityKeys().getKeyByKeyId(kid).toECKey().getX()).isEqualTo(key.getX());
        assertThat(tokenKeys().getKeyByKeyId(kid)).isNull();
    }

    @Test
    void givesNoNameToTwoKeys() throws Exception {
        String kid = "gw-" + UUID.randomUUID();
        assertThat(register(kid, fresh().toPublicJWK().toJSONString()).status()).isEqualTo(204);
        Http.Answer taken = register(kid, fresh().toPublicJWK().toJSONString());
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.member("detail")).contains("`kid`");
    }

    @Test
    void givesAKeyToNoOtherGatewayWithoutProof() throws Exception {
        String kid = "gw-" + UUID.randomUUID();
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        String other = "Bearer " + Node.OTHER_GATEWAY_KEY;
        assertThat(register(AUTHORIZED, kid, key, null).status()).isEqualTo(204);
        assertThat(register(other, kid, key, null).status()).isEqualTo(409);
        assertThat(register(other, kid, key, KeyProof.sign(key, Node.GATEWAY_KEY))
                        .status())
                .isEqualTo(409);
        assertThat(register(other, kid, key, KeyProof.sign(fresh(), Node.OTHER_GATEWAY_KEY))
                        .status())
                .isEqualTo(409);
        long before = platformRevision();
        assertThat(register(other, kid, key, KeyProof.sign(key, Node.OTHER_GATEWAY_KEY))
                        .status())
                .isEqualTo(204);
        assertThat(platformRevision()).isEqualTo(before + 1);
        assertThat(register(AUTHORIZED, kid, key, null).status()).isEqualTo(409);
    }

    @Test
    void retiresTheOldestKeyOfAGatewayForOneTooMany() throws Exception {
        try (Node own = Node.start("mandate.gateway-keys[2]=a-third-key-with-more-than-32-characters")) {
            Http at = new Http(own);
            String third = "Bearer a-third-key-with-more-than-32-characters";
            String run = UUID.randomUUID().toString().substring(0, 8);
            for (int n = 0; n < 101; n++) {
                ECKey key = fresh();
                assertThat(send(at, third, body(run + "-" + n, key, null)).status())
                        .isEqualTo(204);
            }
            JWKSet published = JWKSet.parse(
                    at.get("/.well-known/mandate-identity-jwks.json").body());
            assertThat(published.getKeyByKeyId(run + "-0")).isNull();
            assertThat(published.getKeyByKeyId(run + "-1")).isNotNull();
            assertThat(published.getKeyByKeyId(run + "-100")).isNotNull();
            Http.Answer again = send(at, third, body(run + "-0", fresh(), null));
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.member("detail")).contains("retired");
        }
        // a node whose setting lacks the key publishes nothing that this gateway registered
        JWKSet without = identityKeys();
        assertThat(without.getKeys()).noneMatch(k -> k.getKeyID().endsWith("-100"));
    }

    @Test
    void neverReplacesATokenKey() throws Exception {
        String kid = tokenKeys().getKeys().getFirst().getKeyID();
        String before = http.get("/oauth2/jwks").body();
        assertThat(register(kid, fresh().toPublicJWK().toJSONString()).status()).isEqualTo(409);
        assertThat(register(kid, tokenKeys().getKeys().getFirst().toJSONString())
                        .status())
                .isEqualTo(409);
        assertThat(http.get("/oauth2/jwks").body()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"kid\":\"a\"}",
                "{\"kid\":\"a\",\"jwk\":{}}",
                "{\"kid\":\"a\",\"jwk\":\"x\"}",
                "{",
                ""
            })
    void refusesWhatIsNoKey(String body) {
        long before = platformRevision();
        Http.Answer answer = send(body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(platformRevision()).isEqualTo(before);
    }

    @Test
    void refusesAPrivateKeyWithoutKeepingIt() throws JOSEException {
        ECKey key = fresh();
        Http.Answer answer = register("gw-private", key.toJSONString());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain(key.getD().toString());
        assertThat(http.get("/.well-known/mandate-identity-jwks.json").body()).doesNotContain("gw-private");
    }

    @Test
    void registersNothingForStrangers() throws JOSEException {
        String body = "{\"kid\":\"a\",\"jwk\":" + fresh().toPublicJWK().toJSONString() + "}";
        assertThat(http.send("POST", "/internal/keys", body, "Content-Type", "application/json")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void publishesPublicHalvesAlone() {
        String keys = http.get("/oauth2/jwks").body();
        assertThat(keys)
                .contains("\"kty\":\"EC\"", "\"alg\":\"ES256\"", "\"use\":\"sig\"")
                .doesNotContain("\"d\":");
        assertThat(http.get("/oauth2/jwks").header("Cache-Control").orElse("")).contains("max-age=60");
    }

    @Test
    void describesWhatWorksByConfiguredAddresses() {
        Http.Answer answer =
                http.get("/.well-known/oauth-authorization-server", "X-Forwarded-Host", "evil.example.com");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.member("issuer")).isEqualTo(Node.GATEWAY);
        assertThat(answer.member("token_endpoint")).isEqualTo(Node.GATEWAY + "/oauth2/token");
        assertThat(answer.member("jwks_uri")).isEqualTo(Node.GATEWAY + "/oauth2/jwks");
        assertThat(answer.json().path("grant_types_supported").toString()).isEqualTo("[\"client_credentials\"]");
        assertThat(answer.json().path("token_endpoint_auth_methods_supported").toString())
                .isEqualTo("[\"client_secret_basic\",\"client_secret_post\"]");
        assertThat(answer.json().path("scopes_supported").toString()).isEqualTo("[\"cfgateway\",\"admin\",\"read\"]");
        assertThat(answer.json().propertyNames())
                .doesNotContain("authorization_endpoint", "revocation_endpoint", "introspection_endpoint");
        assertThat(answer.body()).doesNotContain("evil", "127.0.0.1");
    }

    private Http.Answer register(String authorization, String kid, ECKey key, @Nullable String proof) {
        return send(http, authorization, body(kid, key, proof));
    }

    private static String body(String kid, ECKey key, @Nullable String proof) {
        return "{\"kid\":\"" + kid + "\",\"jwk\":" + key.toPublicJWK().toJSONString()
                + (proof == null ? "" : ",\"proof\":\"" + proof + "\"") + "}";
    }

    private static Http.Answer send(Http http, String authorization, String body) {
        return http.send(
                "POST", "/internal/keys", body, "Content-Type", "application/json", "Authorization", authorization);
    }

    private Http.Answer register(String kid, String jwk) {
        return send("{\"kid\":\"" + kid + "\",\"jwk\":" + jwk + "}");
    }

    private Http.Answer send(String body) {
        return send(http, AUTHORIZED, body);
    }

    private JWKSet tokenKeys() throws ParseException {
        return JWKSet.parse(http.get("/oauth2/jwks").body());
    }

    private JWKSet identityKeys() throws ParseException {
        return JWKSet.parse(http.get("/.well-known/mandate-identity-jwks.json").body());
    }

    private long platformRevision() {
        return node.streams().position(TenantId.PLATFORM).platform();
    }

    private static ECKey fresh() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).generate();
    }
}
