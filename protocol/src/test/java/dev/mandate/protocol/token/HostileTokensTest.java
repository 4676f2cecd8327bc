package dev.mandate.protocol.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.util.Base64URL;
import dev.mandate.engine.change.CatalogueChange.KeyPublished;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that an installation did not issue, each a valid one with one thing changed (RFC 8725, RFC 9068, RFC 7519). */
class HostileTokensTest {
    private static final Mint MINT = new Mint();

    private final AccessTokenReader reader = new AccessTokenReader(Mint.ISSUER);

    /** A token, and a part of the message with which it is refused. */
    record Case(String name, String token, String why) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> forms() {
        String good = MINT.token();
        String[] parts = good.split("\\.", -1);
        return Stream.of(
                new Case("empty", "", "compact form"),
                new Case("words", "a.b.c", "compact form"),
                new Case("dots", "....", "compact form"),
                new Case("trailing dot", good + ".", "compact form"),
                new Case("trailing space", good + " ", "compact form"),
                new Case("trailing line break", good + "\n", "compact form"),
                new Case("two tokens", good + ", " + good, "compact form"),
                new Case("five parts", good + ".a.b", "compact form"),
                new Case("no signature", parts[0] + "." + parts[1] + ".", "compact form"),
                new Case("parts in another order", parts[0] + "." + parts[2] + "." + parts[1], "compact form"),
                new Case("padding", parts[0] + "=." + parts[1] + "." + parts[2], "compact form"),
                new Case("DER signature", parts[0] + "." + parts[1] + "." + der(parts[2]), "compact form"),
                new Case("zero signature", parts[0] + "." + parts[1] + "." + "A".repeat(86), "signature"),
                new Case("second spelling of the signature", respelled(good), "only base64url spelling"),
                new Case("long header", MINT.signed(" ".repeat(1024) + Mint.HEADER, Mint.payload()), "compact form"),
                new Case("long payload", MINT.signed(Mint.HEADER, " ".repeat(8192) + Mint.payload()), "compact form"),
                new Case(
                        "payload of another",
                        parts[0] + "." + MINT.signed(Mint.HEADER, "{}").split("\\.", -1)[1] + "." + parts[2],
                        "signature"));
    }

    static Stream<Case> headers() {
        String jwk = MINT.key.toPublicJWK().toJSONString();
        return Stream.of(
                header("none", "{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"token-1\"}", "alg"),
                header("ES384", "{\"alg\":\"ES384\",\"typ\":\"at+jwt\",\"kid\":\"token-1\"}", "alg"),
                header("lower-case alg", "{\"alg\":\"es256\",\"typ\":\"at+jwt\",\"kid\":\"token-1\"}", "alg"),
                header("alg a number", "{\"alg\":1,\"typ\":\"at+jwt\",\"kid\":\"token-1\"}", "alg"),
                header("typ JWT", "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"token-1\"}", "typ"),
                header("typ id+jwt", "{\"alg\":\"ES256\",\"typ\":\"id+jwt\",\"kid\":\"token-1\"}", "typ"),
                header("typ dpop+jwt", "{\"alg\":\"ES256\",\"typ\":\"dpop+jwt\",\"kid\":\"token-1\"}", "typ"),
                header("typ missing", "{\"alg\":\"ES256\",\"kid\":\"token-1\"}", "header must hold"),
                header("alg missing", "{\"typ\":\"at+jwt\",\"kid\":\"token-1\"}", "header must hold"),
                header("kid missing", "{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}", "header must hold"),
                header("kid null", "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":null}", "kid"),
                header("kid unknown", "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"token-9\"}", "kid"),
                header("crit", more("\"crit\":[\"x\"],\"x\":1"), "header must hold"),
                header("b64", more("\"crit\":[\"b64\"],\"b64\":false"), "header must hold"),
                header("jku", more("\"jku\":\"http://127.0.0.1/evil\""), "header must hold"),
                header("x5u", more("\"x5u\":\"http://127.0.0.1/evil\""), "header must hold"),
                header("jwk", more("\"jwk\":" + jwk), "header must hold"),
                header("zip", more("\"zip\":\"DEF\""), "header must hold"),
                header("repeated kid", more("\"kid\":\"token-1\""), "repeated members"),
                header("repeated alg", more("\"alg\":\"none\""), "repeated members"),
                header("a list", "[]", "not a JSON object"),
                header("no JSON", "{alg:ES256}", "not one JSON object"),
                header("two objects", Mint.HEADER + "{}", "not one JSON object"));
    }

    static Stream<Case> keys() throws JOSEException {
        return Stream.of(
                new Case(
                        "another key under the id",
                        Mint.signed(Mint.HEADER, Mint.payload(), Mint.key("token-1")),
                        "signature"),
                new Case(
                        "a key of identities",
                        Mint.signed(Mint.HEADER.replace("token-1", "gateway-1"), Mint.payload(), MINT.identityKey),
                        "kid"),
                new Case(
                        "a key that the token brings",
                        Mint.signed(Mint.HEADER.replace("token-1", "own"), Mint.payload(), Mint.key("own")),
                        "kid"),
                new Case("HMAC under the public key", hmac(), "compact form"));
    }

    static Stream<Case> payloads() {
        return Stream.of(
                payload("a list", "[]", "not a JSON object"),
                payload("no JSON", "{iss:1}", "not one JSON object"),
                payload("two objects", Mint.payload() + "{}", "not one JSON object"),
                payload("repeated tenant", repeated("\"tenant\":\"other\""), "repeated members"),
                payload("repeated exp", repeated("\"exp\":99999999999"), "repeated members"),
                payload(
                        "repeated member of act",
                        Mint.payload().replace("{\"sub\":\"vendor\"}", "{\"sub\":\"x\",\"sub\":\"vendor\"}"),
                        "repeated members"),
                payload("exp without bound", Mint.payload().replaceFirst("\"exp\":[0-9]+", "\"exp\":1e400"), "exp"),
                payload(
                        "deep nesting",
                        repeated("\"x\":" + "[".repeat(2000) + "]".repeat(2000)),
                        "not one JSON object"),
                new Case("no UTF-8", Mint.signed(bytes(Mint.HEADER), notUtf8(), MINT.key), "not one JSON object"));
    }

    static Stream<Case> claims() {
        return Stream.of(
                claim("iss", "https://other.example.com"),
                claim("iss", Mint.ISSUER + "/"),
                claim("iss", List.of(Mint.ISSUER)),
                claim("aud", List.of()),
                claim("aud", List.of(7)),
                claim("aud", 7),
                claim("exp", String.valueOf(Mint.NOW + 60)),
                claim("exp", 1e300),
                claim("exp", Mint.NOW + 0.5),
                claim("exp", -1),
                claim("iat", "now"),
                claim("nbf", "now"),
                claim("sub", "other/robot"),
                claim("sub", "studio/a/b"),
                claim("sub", "studio"),
                claim("sub", "studio/"),
                claim("tenant", "other"),
                claim("tenant", "../x"),
                claim("tenant", 7),
                claim("client_id", "another"),
                claim("client_id", "a/b"),
                claim("act", Map.of("sub", "another")),
                claim("act", Map.of()),
                claim("act", "vendor"),
                claim("rev", "7"),
                claim("rev", -1),
                claim("rev", 1.5),
                claim("cred", 7),
                claim("cred", "a b"),
                claim("jti", 7),
                claim("scope", List.of("admin")),
                claim("cnf", Map.of("jkt", "x")));
    }

    static Stream<Case> missing() {
        return Stream.of("iss", "aud", "sub", "client_id", "act", "tenant", "rev", "cred", "jti", "iat", "exp")
                .map(name -> new Case("no " + name, MINT.signed(Mint.HEADER, Mint.payloadWithout(name)), name));
    }

    @ParameterizedTest
    @MethodSource({"forms", "headers", "keys", "payloads", "claims", "missing"})
    void refusesWhatWasNotIssued(Case hostile) {
        assertThatThrownBy(() -> reader.read(hostile.token(), MINT.catalogue))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessageContaining(hostile.why());
    }

    @Test
    void saysWhetherTheKeyIsUnknown() {
        for (String kid : List.of("token-9", "gateway-1")) {
            String token = MINT.signed(Mint.HEADER.replace("token-1", kid), Mint.payload());
            assertThatThrownBy(() -> reader.read(token, MINT.catalogue))
                    .isInstanceOfSatisfying(
                            InvalidTokenException.class,
                            refused -> assertThat(refused.keyUnknown()).isTrue());
        }
        assertThatThrownBy(() -> reader.read("", MINT.catalogue))
                .isInstanceOfSatisfying(
                        InvalidTokenException.class,
                        refused -> assertThat(refused.keyUnknown()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({
        "exp, -4, true",
        "exp, -5, false",
        "iat, 10, true",
        "iat, 11, false",
        "nbf, 10, true",
        "nbf, 11, false",
        "nbf, -100, true"
    })
    void allowsClocksToDifferByAFewSeconds(String claim, long seconds, boolean accepted) {
        AccessToken token =
                reader.read(MINT.signed(Mint.HEADER, Mint.payload(claim, Mint.NOW + seconds)), MINT.catalogue);
        boolean valid = true;
        try {
            token.validity().check(Instant.ofEpochSecond(Mint.NOW, 999_999_999));
        } catch (InvalidTokenException refused) {
            assertThat(refused).hasMessageStartingWith(claim);
            valid = false;
        }
        assertThat(valid).isEqualTo(accepted);
    }

    @Test
    void trustsAKeyOnlyWhileItIsPublished() {
        TokenSigner signer = reader.read(MINT.token(), MINT.catalogue).signer();
        signer.check(MINT.catalogue);
        String other = Mint.key("token-1").toPublicJWK().toJSONString();
        for (var changed : List.of(
                Snapshot.empty(TenantId.PLATFORM).catalogue(),
                Mint.catalogue(new KeyPublished("token-1", KeyUse.TOKEN, other)),
                Mint.catalogue(new KeyPublished(
                        "token-1", KeyUse.IDENTITY, signer.key().jwk())))) {
            assertThatThrownBy(() -> signer.check(changed)).isInstanceOf(InvalidTokenException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"'{}'", "no JSON", "'{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"AA\",\"y\":\"AA\"}'"})
    void refusesWhatAnUnusableKeySigned(String jwk) {
        var catalogue = Mint.catalogue(new KeyPublished("token-1", KeyUse.TOKEN, jwk));
        assertThatThrownBy(() -> reader.read(MINT.token(), catalogue))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessageContaining("published key");
    }

    private static Case header(String name, String header, String why) {
        return new Case("header: " + name, MINT.signed(header, Mint.payload()), why);
    }

    private static Case payload(String name, String payload, String why) {
        return new Case("payload: " + name, MINT.signed(Mint.HEADER, payload), why);
    }

    private static Case claim(String name, Object value) {
        // a malformed id, or a contradiction, is noticed at another claim
        String why = List.of("client_id", "tenant", "cred", "sub", "act").contains(name) ? "" : name;
        return new Case(name + " " + value, MINT.signed(Mint.HEADER, Mint.payload(name, value)), why);
    }

    private static String more(String members) {
        return Mint.HEADER.replace("}", "," + members + "}");
    }

    private static String repeated(String member) {
        return Mint.payload().replaceFirst("\\{", "{" + member + ",");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] notUtf8() {
        byte[] payload = bytes(Mint.payload("note", "~"));
        for (int i = 0; i < payload.length; i++) {
            payload[i] = payload[i] == '~' ? (byte) 0xC0 : payload[i];
        }
        return Arrays.copyOf(payload, payload.length);
    }

    /** The last of 86 characters has four bits that no byte holds. */
    private static String respelled(String token) {
        char last = token.charAt(token.length() - 1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return token.substring(0, token.length() - 1) + alphabet.charAt(alphabet.indexOf(last) + 1);
    }

    private static String der(String signature) {
        try {
            return Base64URL.encode(ECDSA.transcodeSignatureToDER(new Base64URL(signature).decode()))
                    .toString();
        } catch (JOSEException broken) {
            throw new AssertionError(broken);
        }
    }

    private static String hmac() throws JOSEException {
        String header = Mint.HEADER.replace("ES256", "HS256");
        String input = Base64URL.encode(header) + "." + Base64URL.encode(Mint.payload());
        MACSigner signer = new MACSigner(MINT.key.toPublicJWK().toJSONString());
        return input + "." + signer.sign(new JWSHeader(JWSAlgorithm.HS256), bytes(input));
    }
}
