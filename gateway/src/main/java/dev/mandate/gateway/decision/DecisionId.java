package dev.mandate.gateway.decision;

import java.security.SecureRandom;
import java.util.Base64;

/** Ids of decisions: 22 characters of base64url, 128 random bits. */
final class DecisionId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private DecisionId() {}

    static String next() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return TEXT.encodeToString(bits);
    }
}
