package dev.mandate.protocol.record;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** Ids of decisions: 22 characters of base64url, 128 random bits less those that begin with {@code -}. */
public final class DecisionId {
    /** The header that carries it, on every answer of an enforcement point. */
    public static final String HEADER = "Mandate-Decision";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");

    private DecisionId() {}

    /** A new one; never with {@code -} first, as commands take that for an option. */
    public static String next() {
        byte[] bits = new byte[16];
        String id;
        do {
            RANDOM.nextBytes(bits);
            id = TEXT.encodeToString(bits);
        } while (id.startsWith("-"));
        return id;
    }

    /** Whether the text has the form of one. */
    public static boolean wellFormed(String text) {
        return FORM.matcher(text).matches();
    }
}
