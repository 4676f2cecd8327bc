package dev.mandate.engine.route;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Folds a parameter name: two names with the same fold may be one parameter to some framework. The fold drops case, accents
 * and width of letters (.NET and databases), everything that is no letter or digit (PHP makes {@code _} of {@code .} and of
 * spaces, Spring reads {@code !name} and {@code _name}), and what follows a NUL (C) or a {@code [} (PHP, Rails, qs).
 */
public final class Spelling {
    private final String rest;

    public Spelling(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        normal(name).codePoints().filter(Spelling::counts).forEach(c -> letters.appendCodePoint(folded(c)));
        this.rest = letters.toString();
    }

    /** Whether a reader could take the other name, decoded, for this one. A name without letters and digits is only itself. */
    public boolean isOf(String other) {
        if (rest.isEmpty()) {
            return false;
        }
        StringBuilder letters = new StringBuilder();
        for (int c : normal(other).codePoints().toArray()) {
            if ((c == '[' || c == '\0') && rest.contentEquals(letters)) {
                return true;
            }
            if (counts(c)) {
                letters.appendCodePoint(folded(c));
            }
        }
        return rest.contentEquals(letters);
    }

    private static boolean counts(int c) {
        return Character.isLetterOrDigit(c) && !isFiller(c);
    }

    /** Letters of Hangul, in normal form NFKD, that are not seen. */
    static boolean isFiller(int c) {
        return c == 0x115F || c == 0x1160;
    }

    /** Of full case mappings, as ß and SS are one to readers that compare in upper case. */
    static String normal(String name) {
        String upper = name.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
        return Normalizer.normalize(upper, Normalizer.Form.NFKD);
    }

    static int folded(int letter) {
        return Character.toLowerCase(Character.toUpperCase(letter));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Spelling that && rest.equals(that.rest);
    }

    @Override
    public int hashCode() {
        return rest.hashCode();
    }

    @Override
    public String toString() {
        return rest;
    }
}
