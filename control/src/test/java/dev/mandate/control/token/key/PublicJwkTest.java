package dev.mandate.control.token.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicJwkTest {
    @Test
    void keepsCurveAndPointAlone() throws JOSEException {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("other").generate();
        ECKey read = PublicJwk.parse("gw-1", key.toPublicJWK().toJSONObject());
        assertThat(read.toJSONObject()).containsOnlyKeys("kty", "use", "crv", "kid", "x", "y", "alg");
        assertThat(read.getX()).isEqualTo(key.getX());
        assertThat(read.getKeyID()).isEqualTo("gw-1");
    }

    @Test
    void refusesEveryOtherKindOfKey() throws JOSEException {
        assertRefused(new ECKeyGenerator(Curve.P_384).generate().toPublicJWK().toJSONObject(), "P-256");
        assertRefused(new RSAKeyGenerator(2048).generate().toPublicJWK().toJSONObject(), "P-256");
    }

    @Test
    void refusesPrivateMembersWithoutRepeatingThem() throws JOSEException {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        assertThatThrownBy(() -> PublicJwk.parse("gw-1", key.toJSONObject()))
                .hasMessageContaining("public members only")
                .hasMessageNotContaining(key.getD().toString());
        assertRefused(new OctetSequenceKeyGenerator(256).generate().toJSONObject(), "public members only");
    }

    @Test
    void refusesAPointThatIsNotOnTheCurve() throws JOSEException {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        String x = key.getX().toString();
        assertRefused(Map.of("kty", "EC", "crv", "P-256", "x", x, "y", x), "`jwk`");
    }

    @Test
    void refusesWhatIsNoKey() {
        assertRefused(Map.of(), "`jwk`");
        assertRefused(Map.of("kty", "EC"), "`jwk`");
        assertRefused(Map.of("kty", 1), "`jwk`");
        assertRefused(Map.of("kty", "EC", "crv", "P-256", "x", 1, "y", List.of()), "`jwk`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "../x", "12345678901234567890123456789012345678901234567890123456789012345"})
    void refusesANameThatIsNone(String kid) {
        assertThatThrownBy(() -> PublicJwk.parse(kid, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("`kid`");
    }

    private static void assertRefused(Map<String, Object> jwk, String because) {
        assertThatThrownBy(() -> PublicJwk.parse("gw-1", jwk))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because);
    }
}
