package dev.mandate.control.token.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import java.text.ParseException;
import java.util.Map;
import java.util.regex.Pattern;

/** The one form in which public keys are published: EC P-256 for ES256, nothing but public members (RFC 7517). */
final class PublicJwk {
    private static final Pattern KID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private PublicJwk() {}

    static ECKey of(ECKey key, String kid) {
        return new ECKey.Builder(Curve.P_256, key.getX(), key.getY())
                .keyID(kid)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .build();
    }

    /**
     * Reads a key that somebody sent; other members than its curve and point are dropped.
     *
     * @throws IllegalArgumentException naming the field and the fix
     */
    static ECKey parse(String kid, Map<String, Object> members) {
        if (!KID.matcher(kid).matches()) {
            throw new IllegalArgumentException("`kid` must be 1 to 64 characters of A-Z, a-z, 0-9, `_` and `-`");
        }
        JWK jwk;
        try {
            jwk = JWK.parse(members);
        } catch (ParseException e) {
            throw new IllegalArgumentException("`jwk` must be a key as RFC 7517 shapes it", e);
        }
        if (jwk.isPrivate()) {
            throw new IllegalArgumentException("`jwk` must hold public members only; this key is spoilt, make another");
        }
        if (!(jwk instanceof ECKey key) || !Curve.P_256.equals(key.getCurve())) {
            throw new IllegalArgumentException("`jwk` must be an EC key on P-256");
        }
        ECKey published = of(key, kid);
        checkPoint(published);
        return published;
    }

    /** A point that is not on the curve would make every later verification fail. */
    private static void checkPoint(ECKey key) {
        try {
            new ECDSAVerifier(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("`jwk` must be a point on P-256", e);
        }
    }
}
