package dev.mandate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.PlainObject;
import com.nimbusds.jose.crypto.MACSigner;
import dev.mandate.engine.change.CatalogueChange.KeyPublished;
import dev.mandate.engine.change.CatalogueChange.KeyRetired;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.id.TenantId;
import dev.mandate.gateway.identity.IdentityKey;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tokens that must not be believed, each a valid one with one thing changed (RFC 8725, RFC 9068). */
class TokenRefusalTest {
    private static TestBed bed;
    private static TokenMint mint;

    @BeforeAll
    static void start() throws Exception {
        bed = new TestBed();
        mint = bed.mint;
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    record Case(String name, String token) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A few of those that the reader's own test has, to show that its reader is the one in use. */
    static Stream<Case> forgeries() throws Exception {
        return Stream.of(
                new Case("alg none", new PlainObject(new Payload(text(mint.claims()))).serialize()),
                new Case("HS256 with the public key", hmac()),
                new Case(
                        "another key",
                        TokenMint.sign(mint.header().build(), text(mint.claims()), IdentityKey.generated("token-1"))),
                new Case("kid missing", signed(mint.header().keyID(null))),
                new Case(
                        "identity key",
                        TokenMint.sign(mint.header().keyID("gw-test").build(), text(mint.claims()), bed.identityKey)),
                new Case("typ JWT", signed(mint.header().type(JOSEObjectType.JWT))),
                new Case(
                        "crit", signed(mint.header().criticalParams(Set.of("x")).customParam("x", 1))),
                new Case("jwk", signed(mint.header().jwk(mint.key().toPublicJWK()))),
                new Case("repeated claim", repeated()),
                new Case("empty", ""),
                new Case("words", "a.b.c"));
    }

    static Stream<Case> claims() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                claim("iss", "http://other.test"),
                claim("aud", List.of()),
                claim("exp", now - 6),
                claim("iat", now + 30),
                claim("nbf", now + 30),
                claim("sub", "other/vendor"),
                claim("act", Map.of("sub", "other-app")),
                claim("rev", "1"),
                claim("scope", List.of("admin")),
                claim("cnf", Map.of("jkt", "x")));
    }

    @ParameterizedTest
    @MethodSource({"forgeries", "claims"})
    void refusesWhatWeDidNotIssue(Case forged) throws Exception {
        assertRefused(forged.token());
    }

    @Test
    void acceptsTheTokenThatTheCasesChange() throws Exception {
        assertThat(bed.call("GET", "/v1/tasks/7", mint.sign(mint.header().build(), mint.claims()))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"exp, -3", "iat, 8", "nbf, 8"})
    void acceptsClocksThatDifferALittle(String claim, long seconds) throws Exception {
        long time = Instant.now().getEpochSecond() + seconds;
        assertThat(bed.call("GET", "/v1/tasks/7", mint.sign(mint.header().build(), mint.claims(claim, time)))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void acceptsSeveralAudiences() throws Exception {
        Map<String, Object> claims = mint.claims("aud", List.of("http://control.test", TokenMint.GATEWAY));
        assertThat(bed.call("GET", "/v1/tasks/7", mint.sign(mint.header().build(), claims))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tellsAManagementTokenWhichDoorItIsFor() throws Exception {
        String token = mint.sign(mint.header().build(), mint.claims("aud", List.of("http://control.test")));
        HttpResponse<String> answer = bed.call("GET", "/v1/tasks/7", token);
        assertThat(answer.statusCode()).isEqualTo(401);
        String detail = TestBed.json(answer).path("detail").asString();
        assertThat(detail).startsWith("this token is for the management API at `http://control.test`");
        assertThat(TestBed.json(answer).path("code").asString()).isEqualTo("invalid_token");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer error=\"invalid_token\", error_description=\"" + detail + "\"");
        JsonNode record =
                bed.recorded(answer.headers().firstValue("Mandate-Decision").orElseThrow());
        assertThat(record.path("reason").asString()).isEqualTo("TOKEN_FOR_ANOTHER_DOOR");
        assertThat(record.path("tenant").asString()).isEqualTo("studio");
        assertThat(record.path("app").asString()).isEqualTo("vendor-app");
        assertThat(record.path("user").asString()).isEqualTo("vendor");
        assertThat(record.path("step").asInt()).isEqualTo(1);
    }

    @Test
    void tellsNothingOfATokenThatIsBadBeside() throws Exception {
        Map<String, Object> late = mint.claims("aud", List.of("http://control.test"));
        late.put("exp", Instant.now().getEpochSecond() - 60);
        String expired = TokenMint.sign(mint.header().build(), text(late), mint.key());
        String forged = TokenMint.sign(
                mint.header().build(),
                text(mint.claims("aud", List.of("http://control.test"))),
                IdentityKey.generated("token-1"));
        for (String token : List.of(expired, forged)) {
            HttpResponse<String> answer = bed.call("GET", "/v1/tasks/7", token);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).doesNotContain("control.test");
        }
    }

    @Test
    void refusesARetiredKeyEvenWhenCached() throws Exception {
        TestBed own = new TestBed();
        try (own) {
            String token = own.token();
            assertThat(own.call("GET", "/v1/tasks/7", token).statusCode()).isEqualTo(200);
            own.state.append(TenantId.PLATFORM, new KeyRetired("token-1"));
            assertThat(own.call("GET", "/v1/tasks/7", token).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void refusesATokenOfAReplacedKey() throws Exception {
        TestBed own = new TestBed();
        try (own) {
            String token = own.token();
            assertThat(own.call("GET", "/v1/tasks/7", token).statusCode()).isEqualTo(200);
            String other = IdentityKey.generated("token-1").toPublicJWK().toJSONString();
            own.state.append(TenantId.PLATFORM, new KeyPublished("token-1", KeyUse.TOKEN, other));
            assertThat(own.call("GET", "/v1/tasks/7", token).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void refusesACachedTokenOnceItEnded() throws Exception {
        String token = mint.sign(
                mint.header().build(), mint.claims("exp", Instant.now().getEpochSecond() - 3));
        assertThat(bed.call("GET", "/v1/tasks/7", token).statusCode()).isEqualTo(200);
        TestBed.await(() -> status(token) == 401);
    }

    private static int status(String token) {
        try {
            return bed.call("GET", "/v1/tasks/7", token).statusCode();
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private static void assertRefused(String token) throws Exception {
        HttpResponse<String> answer = bed.call("GET", "/v1/tasks/7", token);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer error=\"invalid_token\"");
        assertThat(TestBed.json(answer).path("code").asString()).isEqualTo("invalid_token");
        assertThat(bed.call("GET", "/v1/tasks/7", token).statusCode()).isEqualTo(401);
    }

    private static Case claim(String name, Object value) {
        return new Case(name + " " + value, mint.sign(mint.header().build(), mint.claims(name, value)));
    }

    private static String signed(JWSHeader.Builder header) {
        return mint.sign(header.build(), mint.claims());
    }

    private static String text(Map<String, Object> claims) {
        return new JsonMapper().writeValueAsString(claims);
    }

    /** Within a claim: not every reader of JSON notices it there. */
    private static String repeated() {
        String claims = text(mint.claims()).replace("{\"sub\":", "{\"sub\":\"other-app\",\"sub\":");
        return TokenMint.sign(mint.header().build(), claims, mint.key());
    }

    private static String hmac() throws JOSEException {
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(TokenMint.TYPE)
                        .keyID("token-1")
                        .build(),
                new Payload(text(mint.claims())));
        token.sign(new MACSigner(mint.published()));
        return token.serialize();
    }
}
