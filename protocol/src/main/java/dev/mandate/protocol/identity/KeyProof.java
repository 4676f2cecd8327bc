package dev.mandate.protocol.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import dev.mandate.protocol.form.Digest;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;

/**
 * Proof that a gateway holds an identity key: a JWS by that key over the SHA-256 of the gateway's key. The proof is
 * useless with another gateway's key, so it needs no expiry.
 */
public final class KeyProof {
    private static final JOSEObjectType TYPE = new JOSEObjectType("mandate-key-proof");

    private KeyProof() {}

    /** Returns the proof that the gateway with this key holds the identity key. */
    @SuppressWarnings("exports") // callers that hold a key require the JOSE library themselves
    public static String sign(ECKey key, String gatewayKey) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).build();
        JWSObject proof = new JWSObject(header, new Payload(digest(gatewayKey)));
        try {
            proof.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the identity key cannot sign", e);
        }
        return proof.serialize();
    }

    /** Returns whether the proof was made with this identity key and for the gateway with that key. */
    @SuppressWarnings("exports") // callers that hold a key require the JOSE library themselves
    public static boolean holds(String proof, ECKey key, String gatewayKey) {
        try {
            JWSObject read = JWSObject.parse(proof);
            return TYPE.equals(read.getHeader().getType())
                    && JWSAlgorithm.ES256.equals(read.getHeader().getAlgorithm())
                    && read.verify(new ECDSAVerifier(key.toPublicJWK()))
                    && read.getPayload().toString().equals(digest(gatewayKey));
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String digest(String gatewayKey) {
        return Digest.of(gatewayKey.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
