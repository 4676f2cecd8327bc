package dev.mandate.engine.route;

import java.text.Normalizer;

/**
 * What is left of a parameter's name once all is taken away that some framework does not tell apart: case, accents and
 * width of letters (.NET and databases), everything that is no letter or digit (PHP makes {@code _} of {@code .} and of
 * spaces, Spring reads {@code !name} and {@code _name}), what follows a NUL (C) or a {@code [} (PHP, Rails, qs). Two names
 * with the same rest may be one to an upstream.
 */
public final class Spelling {
    private final String rest;

    public Spelling(String name) {
        this.rest = rest(name);
    }

    /** Whether a reader could take the other name, decoded, for this one. A name without letters and digits is only itself. */
    public boolean isOf(String other) {
        return !rest.isEmpty()
                && (rest.equals(rest(other))
                        || rest.equals(rest(before(other, '[')))
                        || rest.equals(rest(before(other, '\0'))));
    }

    private static String before(String name, char end) {
        int at = name.indexOf(end);
        return at < 0 ? name : name.substring(0, at);
    }

    private static String rest(String name) {
        StringBuilder rest = new StringBuilder(name.length());
        Normalizer.normalize(name, Normalizer.Form.NFKD)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
                .forEach(rest::appendCodePoint);
        return rest.toString();
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
