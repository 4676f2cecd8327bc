package dev.mandate.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityVerifierTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String ISSUER = "http://127.0.0.1:8080";
    private static final String API = "media-gateway";
    private static final ECKey KEY = key("gw-1");
    private static final Identity VENDOR =
            new Identity("studio", "api-user", "app-1", new VisibleSpaces.Listed(List.of("ws-a", "ws-b")), "17.4");

    private final IdentityVerifier verifier = verifierAt(NOW);

    @Test
    void readsWhatTheSignerWrote() throws Exception {
        assertThat(verifier.verify(signedAt(NOW, VENDOR))).isEqualTo(VENDOR);
    }

    @Test
    void roundTripsEveryKindOfSpaces() throws Exception {
        List<String> most = IntStream.range(0, 100)
                .mapToObj(i -> "workspace-%054d".formatted(i))
                .toList();
        for (VisibleSpaces spaces : List.of(
                new VisibleSpaces.All(),
                new VisibleSpaces.Ask(),
                new VisibleSpaces.Listed(List.of()),
                new VisibleSpaces.Listed(most))) {
            Identity identity = new Identity("studio", "u", "app", spaces, "1.1");
            assertThat(verifier.verify(signedAt(NOW, identity))).isEqualTo(identity);
        }
    }

    @Test
    void reachesOnlyListedSpacesOfItsTenant() {
        assertThat(VENDOR.reaches("studio", "ws-a")).isTrue();
        assertThat(VENDOR.reaches("studio", "ws-c")).isFalse();
        assertThat(VENDOR.reaches("other", "ws-a")).isFalse();
        assertThat(new Identity("studio", "u", "app", new VisibleSpaces.All(), "1.1").reaches("other", "ws-a"))
                .isFalse();
        assertThat(new Identity("studio", "u", "app", new VisibleSpaces.Ask(), "1.1").reaches("studio", "ws-a"))
                .isFalse();
    }

    @Test
    void refusesIdsThatCouldBeTakenForAnother() {
        assertThatThrownBy(() -> new Identity("a/b", "u", "app", new VisibleSpaces.All(), "1.1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VisibleSpaces.Listed(List.of("ws a")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VisibleSpaces.Listed(Collections.nCopies(101, "ws")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "64, true", "65, false", "-10, true", "-11, false"})
    void keepsToTheTimes(long secondsAfterIssue, boolean accepted) {
        String token = signedAt(NOW, VENDOR);
        assertAccepted(verifierAt(NOW.plusSeconds(secondsAfterIssue)), token, accepted);
    }

    @Test
    void refusesOtherIssuersAndAudiences() {
        refuses(new IdentitySigner(KEY, "http://other", InstantSource.fixed(NOW)).sign(VENDOR, API), "iss");
        refuses(new IdentitySigner(KEY, ISSUER, InstantSource.fixed(NOW)).sign(VENDOR, "sales-channel"), "aud");
        refuses(signed(header(), claims("aud", List.of(API, "sales-channel"))), "aud");
    }

    @Test
    void refusesUnknownAndForgedKeys() {
        refuses(new IdentitySigner(key("gw-2"), ISSUER, InstantSource.fixed(NOW)).sign(VENDOR, API), "kid");
        refuses(new IdentitySigner(key("gw-1"), ISSUER, InstantSource.fixed(NOW)).sign(VENDOR, API), "signature");
        refuses(signed(new JWSHeader.Builder(header()).keyID(null).build(), claims()), "kid");
    }

    @Test
    void refusesOtherTypesAndCriticalHeaders() {
        refuses(
                signed(
                        new JWSHeader.Builder(header())
                                .type(new JOSEObjectType("at+jwt"))
                                .build(),
                        claims()),
                "typ");
        refuses(signed(new JWSHeader.Builder(header()).type(null).build(), claims()), "typ");
        refuses(
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .type(IdentityForm.TYPE)
                                .keyID("gw-1")
                                .criticalParams(Set.of("x"))
                                .customParam("x", 1)
                                .build(),
                        claims()),
                "crit");
    }

    @Test
    void refusesOtherAlgorithms() throws Exception {
        JWSObject mac = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(IdentityForm.TYPE)
                        .keyID("gw-1")
                        .build(),
                new Payload(claims()));
        mac.sign(new MACSigner(KEY.toPublicJWK().toJSONString()));
        refuses(mac.serialize(), "alg");
        refuses(new PlainJWT(new PlainHeader(), JWTClaimsSet.parse(claims())).serialize(), "compact form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "tenant", "sub", "client_id", "spaces", "rev", "iat", "exp"})
    void refusesWhenAClaimIsMissing(String claim) {
        Map<String, Object> claims = claims();
        claims.remove(claim);
        refuses(signed(header(), claims), claim);
    }

    @Test
    void refusesClaimsOfTheWrongForm() {
        refuses(signed(header(), claims("sub", "other/api-user")), "sub");
        refuses(signed(header(), claims("sub", "studio/a/b")), "user");
        refuses(signed(header(), claims("tenant", 7)), "tenant");
        refuses(signed(header(), claims("spaces", "none")), "spaces");
        refuses(signed(header(), claims("spaces", List.of("ws", 7))), "spaces");
        refuses(signed(header(), claims("iat", "soon")), "claims set");
        refuses(signed(header(), claims("exp", NOW.plusSeconds(61).getEpochSecond())), "60 s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a.b.c", "..", "eyJhbGciOiJFUzI1NiJ9..", "\u0000.\u0000.\u0000"})
    void refusesWhatIsNoToken(String text) {
        assertThatThrownBy(() -> verifier.verify(text)).isInstanceOf(InvalidIdentityException.class);
    }

    @Test
    void refusesDoubledNamesAndOversize() throws Exception {
        String doubled = JWTClaimsSet.parse(claims()).toString().replaceFirst("\\{", "{\"rev\":\"9.9\",");
        JWSObject token = new JWSObject(header(), new Payload(doubled));
        token.sign(new ECDSASigner(KEY));
        refuses(token.serialize(), "claims set");
        refuses("a".repeat(IdentityVerifier.MAX_LENGTH + 1), "longer");
    }

    @Test
    void refusesAChangedPayload() {
        String[] parts = signedAt(NOW, VENDOR).split("\\.", -1);
        String other = Base64URL.encode(new Payload(claims("client_id", "app-2")).toBytes())
                .toString();
        refuses(parts[0] + "." + other + "." + parts[2], "signature");
    }

    @Test
    void aChangedTokenIsRefusedOrMeansTheSame() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String token = signedAt(NOW, VENDOR);
        for (int i = 0; i < 500; i++) {
            StringBuilder changed = new StringBuilder(token);
            changed.setCharAt(random.nextInt(token.length()), (char) random.nextInt(32, 128));
            try {
                assertThat(verifier.verify(changed.toString()))
                        .as("seed %d, token %s", seed, changed)
                        .isEqualTo(VENDOR);
            } catch (InvalidIdentityException refused) {
                assertThat(refused).hasMessageNotContaining(token);
            }
        }
    }

    @Test
    void signerWantsAPrivateKeyWithAnId() {
        assertThatThrownBy(() -> new IdentitySigner(KEY.toPublicJWK(), ISSUER, InstantSource.system()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void refuses(String token, String naming) {
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOf(InvalidIdentityException.class)
                .hasMessageContaining(naming);
    }

    private static void assertAccepted(IdentityVerifier verifier, String token, boolean accepted) {
        if (accepted) {
            try {
                assertThat(verifier.verify(token)).isEqualTo(VENDOR);
            } catch (InvalidIdentityException refused) {
                throw new AssertionError(refused);
            }
        } else {
            assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(InvalidIdentityException.class);
        }
    }

    private static IdentityVerifier verifierAt(Instant now) {
        Map<String, ECKey> known = Map.of("gw-1", KEY.toPublicJWK());
        return new IdentityVerifier(kid -> Optional.ofNullable(known.get(kid)), ISSUER, API, InstantSource.fixed(now));
    }

    private static String signedAt(Instant now, Identity identity) {
        return new IdentitySigner(KEY, ISSUER, InstantSource.fixed(now)).sign(identity, API);
    }

    private static JWSHeader header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(IdentityForm.TYPE)
                .keyID("gw-1")
                .build();
    }

    private static Map<String, Object> claims() {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(API)
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plus(Duration.ofSeconds(60))));
        IdentityForm.write(VENDOR, claims);
        return new TreeMap<>(claims.build().toJSONObject());
    }

    private static Map<String, Object> claims(String name, Object value) {
        Map<String, Object> claims = claims();
        claims.put(name, value);
        return claims;
    }

    private static String signed(JWSHeader header, Map<String, Object> claims) {
        JWSObject token = new JWSObject(header, new Payload(claims));
        try {
            token.sign(new ECDSASigner(KEY));
        } catch (JOSEException broken) {
            throw new AssertionError(broken);
        }
        return token.serialize();
    }

    private static ECKey key(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException broken) {
            throw new AssertionError(broken);
        }
    }
}
