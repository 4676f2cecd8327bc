package dev.mandate.control.token.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mandate.engine.Caller;
import dev.mandate.engine.change.CatalogueChange.KeyPublished;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Catalogue;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.token.AccessToken;
import java.net.URI;
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
            AccessTokensTest::catalogue, URI.create(ISSUER), Set.of(CONTROL), InstantSource.fixed(NOW));

    private static Catalogue catalogue() {
        KeyPublished key =
                new KeyPublished("token-key", KeyUse.TOKEN, KEY.toPublicJWK().toJSONString());
        return Snapshot.empty(TenantId.PLATFORM)
                .apply(new Entry(1, Instant.EPOCH, 0, List.of(key)))
                .catalogue();
    }

    @Test
    void readsWhoAValidTokenIsFor() throws JOSEException {
        AccessToken token = tokens.read(signed(valid().build())).orElseThrow();
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
        assertThat(tokens.read(signed(claims)).isPresent()).isEqualTo(accepted);
    }

    /** A few of those that the reader's own test has, to show that its reader is the one in use. */
    static Stream<JWTClaimsSet> wrongClaims() {
        return Stream.of(
                valid().issuer("https://other.example.com").build(),
                valid().audience(List.of()).build(),
                valid().expirationTime(null).build(),
                valid().subject("other/robot").build(),
                valid().claim("act", Map.of("sub", "another")).build(),
                valid().claim("rev", "7").build(),
                valid().claim("scope", List.of("admin")).build(),
                valid().claim("cnf", Map.of("jkt", "x")).build());
    }

    @ParameterizedTest
    @MethodSource("wrongClaims")
    void refusesAnyClaimThatIsWrong(JWTClaimsSet claims) throws JOSEException {
        assertThat(tokens.read(signed(claims))).isEmpty();
    }

    static Stream<JWSHeader> wrongHeaders() {
        return Stream.of(
                header().type(JOSEObjectType.JWT).build(),
                header().keyID(null).build(),
                header().keyID("unknown").build(),
                header().jwk(KEY.toPublicJWK()).build(),
                header().customParam("x", 1).build());
    }

    @ParameterizedTest
    @MethodSource("wrongHeaders")
    void refusesAnyHeaderThatIsNotOurs(JWSHeader header) throws JOSEException {
        assertThat(tokens.read(signed(header, valid().build(), new ECDSASigner(KEY))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"''", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
    void refusesWhatIsNoToken(String text) {
        assertThat(tokens.read(text)).isEmpty();
    }

    @Test
    void readsATokenForTheOtherApiAndSaysSo() throws JOSEException {
        AccessToken token =
                tokens.read(signed(valid().audience(ISSUER).build())).orElseThrow();
        assertThat(tokens.isForHere(token)).isFalse();
        assertThat(tokens.otherDoor(token)).contains("partner APIs at `" + ISSUER + "`");
        assertThat(tokens.isForHere(tokens.read(signed(
                                valid().audience(List.of(ISSUER, CONTROL)).build()))
                        .orElseThrow()))
                .isTrue();
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
