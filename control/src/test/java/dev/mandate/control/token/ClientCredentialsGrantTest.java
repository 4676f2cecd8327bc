package dev.mandate.control.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mandate.engine.app.ManagementScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** RFC 6749, section 4.4, and RFC 9068, over HTTP. */
@ExtendWith(OutputCaptureExtension.class)
class ClientCredentialsGrantTest {
    private static Node node;
    private static Http http;

    @BeforeAll
    static void start() {
        node = Node.start("logging.level.org.springframework.security=TRACE", "logging.level.dev.mandate=TRACE");
        http = new Http(node);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void answersAsTheSeedsDocumentationAsks() {
        Studio studio = Studio.open(node);
        Http.Answer answer = http.post(
                "/connect/token",
                Map.of(
                        "client_id",
                        studio.id(),
                        "client_secret",
                        studio.reveal(),
                        "scope",
                        "cfgateway",
                        "grant_type",
                        "client_credentials"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/json");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.member("token_type")).isEqualTo("Bearer");
        assertThat(answer.member("scope")).isEqualTo("cfgateway");
        assertThat(answer.json().path("expires_in").asInt()).isBetween(3_598, 3_600);
        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrder("access_token", "token_type", "expires_in", "scope");
    }

    @Test
    void saysWhoItIsAndNothingMore() throws Exception {
        Studio studio = Studio.open(node);
        Instant before = Instant.now().minusSeconds(1);
        SignedJWT token = verified(http.token(studio.id(), studio.reveal()).member("access_token"));
        var claims = token.getJWTClaimsSet();
        String id = studio.id();
        assertThat(token.getHeader().toJSONObject()).containsOnlyKeys("alg", "typ", "kid");
        assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(claims.getClaims())
                .containsOnlyKeys(
                        "iss", "aud", "sub", "client_id", "act", "tenant", "rev", "cred", "jti", "iat", "exp");
        assertThat(claims.getIssuer()).isEqualTo(Node.GATEWAY);
        assertThat(claims.getAudience()).containsExactly(Node.GATEWAY);
        assertThat(claims.getSubject()).isEqualTo(studio.tenant() + "/" + studio.user());
        assertThat(claims.getStringClaim("client_id")).isEqualTo(id);
        assertThat(claims.getJSONObjectClaim("act")).isEqualTo(Map.of("sub", id));
        assertThat(claims.getStringClaim("tenant")).isEqualTo(studio.tenant().value());
        assertThat(claims.getLongClaim("rev"))
                .isEqualTo(node.streams().view(studio.tenant()).tenant().revision());
        assertThat(claims.getStringClaim("cred")).isEqualTo(studio.credential().value());
        assertThat(claims.getIssueTime().toInstant()).isBetween(before, Instant.now());
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void namesEachTokenOnce() throws Exception {
        Studio studio = Studio.open(node);
        String first = http.token(studio.id(), studio.reveal()).member("access_token");
        String second = http.token(studio.id(), studio.reveal()).member("access_token");
        assertThat(verified(first).getJWTClaimsSet().getJWTID())
                .isNotEqualTo(verified(second).getJWTClaimsSet().getJWTID());
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '', gateway",
        "'', cfgateway, cfgateway, gateway",
        "ADMIN, '', admin, control",
        "READ, read, read, control",
        "ADMIN READ ASK, '', admin ask read, both",
        "ADMIN ASK, admin, admin, control",
        "ADMIN ASK, ask, ask, both"
    })
    void aimsATokenByItsScopes(String has, String asked, String given, String aim) throws Exception {
        ManagementScope[] scopes = Arrays.stream(has.split(" "))
                .filter(s -> !s.isEmpty())
                .map(ManagementScope::valueOf)
                .toArray(ManagementScope[]::new);
        Studio studio = Studio.open(node, scopes);
        Http.Answer answer = http.token(studio.id(), studio.reveal(), asked);
        var claims = verified(answer.member("access_token")).getJWTClaimsSet();
        List<String> audience = switch (aim) {
            case "gateway" -> List.of(Node.GATEWAY);
            case "control" -> List.of(Node.CONTROL);
            default -> List.of(Node.GATEWAY, Node.CONTROL);
        };
        assertThat(claims.getAudience()).isEqualTo(audience);
        String scope = claims.getStringClaim("scope");
        assertThat(scope == null ? "" : scope).isEqualTo(given);
        assertThat(answer.member("scope").split(" ")).containsExactlyInAnyOrder(given.split(" "));
    }

    @Test
    void takesTheSecretByHttpBasic() {
        Studio studio = Studio.open(node);
        Map<String, String> form = Map.of("grant_type", "client_credentials");
        String basic = Http.basic(studio.id(), studio.reveal());
        assertThat(http.post("/oauth2/token", form, "Authorization", basic).status())
                .isEqualTo(200);
        String escaped = Http.basic(studio.id(), studio.reveal()).replace("Basic", "bAsIc");
        Map<String, String> named = Map.of("grant_type", "client_credentials", "client_id", studio.id());
        assertThat(http.post("/oauth2/token", named, "Authorization", escaped).status())
                .isEqualTo(200);
    }

    @Test
    void ignoresWhatItDoesNotKnowAndWhatIsEmpty() {
        Studio studio = Studio.open(node);
        Map<String, String> form = Map.of(
                "grant_type", "client_credentials",
                "client_id", studio.id(),
                "client_secret", studio.reveal(),
                "scope", "",
                "audience", "https://else.example.com");
        assertThat(http.post("/oauth2/token", form).status()).isEqualTo(200);
    }

    @Test
    void leavesNoSecretAndNoTokenInTheLogs(CapturedOutput output) {
        Studio studio = Studio.open(node, ManagementScope.ADMIN);
        Http.Answer good = http.token(studio.id(), studio.reveal());
        String token = good.member("access_token");
        http.token(studio.id() + "x", studio.reveal());
        http.post(
                "/oauth2/token",
                Map.of("grant_type", "client_credentials"),
                "Authorization",
                Http.basic(studio.id(), studio.reveal()));
        http.get("/api/v1/me", "Authorization", "Bearer " + token);
        http.get("/api/v1/me", "Authorization", "Bearer " + token + "x");
        http.get("/internal/me", "Authorization", "Bearer " + Node.GATEWAY_KEY);
        assertThat(output.getAll())
                .contains("/oauth2/token")
                .doesNotContain(studio.reveal())
                .doesNotContain(token.substring(token.lastIndexOf('.')))
                .doesNotContain(Node.GATEWAY_KEY);
    }

    private static SignedJWT verified(String token) throws Exception {
        JWKSet keys = JWKSet.parse(http.get("/oauth2/jwks").body());
        SignedJWT jwt = SignedJWT.parse(token);
        var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey();
        assertThat(jwt.verify(new ECDSAVerifier(key))).isTrue();
        return jwt;
    }
}
