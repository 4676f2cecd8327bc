package dev.mandate.control.token.secret;

import java.math.BigInteger;

/** Whole numbers as digits, capitals and small letters, most significant first, at a fixed width. */
final class Base62 {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

    private Base62() {}

    static String write(BigInteger number, int width) {
        StringBuilder text = new StringBuilder(width);
        BigInteger rest = number;
        for (int i = 0; i < width; i++) {
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            text.append(DIGITS.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        if (rest.signum() != 0) {
            throw new IllegalArgumentException("this is a bug: a number needs more than " + width + " digits");
        }
        return text.reverse().toString();
    }

    static boolean wellFormed(String text) {
        return text.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);
    }
}
