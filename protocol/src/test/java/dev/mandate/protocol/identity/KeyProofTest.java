package dev.mandate.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import org.junit.jupiter.api.Test;

class KeyProofTest {
    private static final String GATEWAY = "mandate_gk_one";

    private final ECKey key = key();

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signed(String type, String payload) throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(type))
                .build();
        JWSObject proof = new JWSObject(header, new Payload(payload));
        proof.sign(new ECDSASigner(key));
        return proof.serialize();
    }

    @Test
    void holdsForItsKeyAndGatewayAlone() {
        String proof = KeyProof.sign(key, GATEWAY);
        assertThat(KeyProof.holds(proof, key, GATEWAY)).isTrue();
        assertThat(KeyProof.holds(proof, key.toPublicJWK(), GATEWAY)).isTrue();
        assertThat(KeyProof.holds(proof, key(), GATEWAY)).isFalse();
        assertThat(KeyProof.holds(proof, key, "mandate_gk_two")).isFalse();
    }

    @Test
    void isNothingElseThatTheKeySigned() throws JOSEException {
        String digest = Digest.of(Bytes.utf8(GATEWAY)).toString();
        assertThat(KeyProof.holds(signed("mandate-key-proof", digest), key, GATEWAY))
                .isTrue();
        assertThat(KeyProof.holds(signed("JWT", digest), key, GATEWAY)).isFalse();
        assertThat(KeyProof.holds("no proof", key, GATEWAY)).isFalse();
    }
}
