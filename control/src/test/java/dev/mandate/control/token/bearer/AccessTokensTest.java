package dev.mandate.control.token.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.mandate.engine.Caller;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AccessTokensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ISSUER = "https://api.example.com";
    private static final String CONTROL = "https://control.example.com";
    private static final ECKey KEY = key("token-key");

    private final AccessTokens tokens = new AccessTokens(
            () -> new JWKSet(KEY.toPublicJWK()), URI.create(ISSUER), Set.of(CONTROL), InstantSource.fixed(NOW));

    @Test
    void readsWhoAValidTokenIsFor() throws JOSEException {
        VerifiedToken token = tokens.verify(signed(valid().build())).orElseThrow();
        assertThat(token.bearer().caller())
                .isEqualTo(new Caller(new TenantId("studio"), new UserId("robot"), new AppId("vendor")));
        assertThat(token.bearer().credential()).isEqualTo(new CredentialId("c1"));
        assertThat(token.bearer().revision()).isEqualTo(7);
        assertThat(token.bearer().tokenId()).isEqualTo("j1");
        assertThat(token.scopes()).containsExactlyInAnyOrder("admin", "read");
    }

    @ParameterizedTest
    @CsvSource({
        "exp, -4, true",
        "exp, -5, false",
        "exp, 1, true",
        "iat, 10, true",
        "iat, 11, false",
        "nbf, 10, true",
        "nbf, 11, false",
        "nbf, -100, true"
    })
    void givesClocksAFewSecondsAndNoMore(String claim, long seconds, boolean accepted) throws JOSEException {
        JWTClaimsSet claims =
                valid().claim(claim, Date.from(NOW.plusSeconds(seconds))).build();
        assertThat(tokens.verify(signed(claims)).isPresent()).isEqualTo(accepted);
    }

    static Stream<JWTClaimsSet> wrongClaims() {
        return Stream.of(
                valid().issuer("https://other.example.com").build(),
                valid().issuer(null).build(),
                valid().audience(ISSUER).build(),
                valid().audience(List.of()).build(),
                valid().expirationTime(null).build(),
                valid().issueTime(null).build(),
                valid().jwtID(null).build(),
                valid().subject(null).build(),
                valid().subject("other/robot").build(),
                valid().subject("studio/").build(),
                valid().subject("studio/a/b").build(),
                valid().claim("tenant", "../x").build(),
                valid().claim("tenant", 5).build(),
                valid().claim("client_id", null).build(),
                valid().claim("client_id", "another").build(),
                valid().claim("act", null).build(),
                valid().claim("act", "vendor").build(),
                valid().claim("act", Map.of("sub", "another")).build(),
                valid().claim("rev", null).build(),
                valid().claim("rev", -1).build(),
                valid().claim("rev", "7").build(),
                valid().claim("cred", null).build(),
                valid().claim("scope", List.of("admin")).build(),
                valid().claim("cnf", Map.of("jkt", "x")).build());
    }

    @ParameterizedTest
    @MethodSource("wrongClaims")
    void refusesAnyClaimThatIsWrong(JWTClaimsSet claims) throws JOSEException {
        assertThat(tokens.verify(signed(claims))).isEmpty();
    }

    @Test
    void refusesEveryOtherType() throws JOSEException {
        for (String type : List.of("JWT", "jwt", "id+jwt", "dpop+jwt")) {
            JWSHeader header = header().type(new JOSEObjectType(type)).build();
            assertThat(tokens.verify(signed(header, new ECDSASigner(KEY))))
                    .as(type)
                    .isEmpty();
        }
        assertThat(tokens.verify(signed(header().type(null).build(), new ECDSASigner(KEY))))
                .isEmpty();
    }

    @Test
    void refusesEveryOtherSignature() throws JOSEException {
        String good = signed(valid().build());
        String[] parts = good.split("\\.", -1);
        ECKey other = key("token-key");
        assertThat(tokens.verify(signed(header().build(), new ECDSASigner(other))))
                .isEmpty();
        assertThat(tokens.verify(signed(header().keyID("unknown").build(), new ECDSASigner(KEY))))
                .isEmpty();
        assertThat(tokens.verify(parts[0] + "." + parts[1] + ".")).isEmpty();
        assertThat(tokens.verify(new PlainJWT(valid().build()).serialize())).isEmpty();
        assertThat(tokens.verify(parts[0] + "." + parts[2] + "." + parts[1])).isEmpty();
    }

    @Test
    void refusesAnHmacUnderThePublicKey() throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID("token-key")
                .build();
        byte[] secret = KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        assertThat(tokens.verify(signed(header, new MACSigner(secret)))).isEmpty();
    }

    @Test
    void refusesAKeyThatTheTokenBrings() throws JOSEException {
        ECKey own = key("own");
        JWSHeader header = header().keyID("own").jwk(own.toPublicJWK()).build();
        assertThat(tokens.verify(signed(header, new ECDSASigner(own)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"''", "a", "a.b.c", "....", "eyJhbGciOiJub25lIn0.e30."})
    void refusesWhatIsNoToken(String text) {
        assertThat(tokens.verify(text)).isEmpty();
    }

    private static JWTClaimsSet.Builder valid() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(CONTROL)
                .subject("studio/robot")
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(60)))
                .jwtID("j1")
                .claim("client_id", "vendor")
                .claim("act", Map.of("sub", "vendor"))
                .claim("tenant", "studio")
                .claim("rev", 7)
                .claim("cred", "c1")
                .claim("scope", "admin read");
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID("token-key");
    }

    private static String signed(JWTClaimsSet claims) throws JOSEException {
        return signed(header().build(), claims, new ECDSASigner(KEY));
    }

    private static String signed(JWSHeader header, JWSSigner signer) throws JOSEException {
        return signed(header, valid().build(), signer);
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private static ECKey key(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
