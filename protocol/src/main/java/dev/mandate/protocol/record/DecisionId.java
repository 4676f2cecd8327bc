package dev.mandate.protocol.record;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Creates and checks ids of decisions: 22 characters of base64url, from 128 random bits; none begins with {@code -}.
 */
public final class DecisionId {
    /** The header with the decision's id, on every answer of an enforcement point. */
    public static final String HEADER = "Mandate-Decision";

    static final int BYTES = 16;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");

    private DecisionId() {}

    /** Returns a new id. It never begins with {@code -}, because commands would read it as an option. */
    public static String next() {
        byte[] bits = new byte[BYTES];
        String id;
        do {
            RANDOM.nextBytes(bits);
            id = of(bits);
        } while (id.startsWith("-"));
        return id;
    }

    static String of(byte[] bits) {
        return TEXT.encodeToString(bits);
    }

    /** Returns whether the text has the form of a decision id. */
    public static boolean wellFormed(String text) {
        return FORM.matcher(text).matches();
    }
}
