package dev.mandate.engine.uri;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Folds a parameter name: two names with the same fold may be one parameter to some framework. The fold drops case, accents
 * and width of letters (.NET and databases), everything that is no letter or digit (PHP makes {@code _} of {@code .} and of
 * spaces, Spring reads {@code !name} and {@code _name}), and what follows a NUL (C), a {@code [}, a {@code ]} (PHP, Rails,
 * qs) or a {@code .} (Spring, qs).
 *
 * <p>A name with brackets or dots is a member: {@code filter[clientId]} of {@code filter}. A reader could also take the
 * parameter {@code filter} or {@code filter[]} for it, as these replace or extend what the member is in.
 */
public final class Spelling {
    private final String rest;
    private final List<String> owners;

    public Spelling(String name) {
        this.rest = letters(name);
        this.owners = owners(name);
    }

    private static List<String> owners(String name) {
        return IntStream.range(0, name.length())
                .filter(i -> name.charAt(i) == '[' || name.charAt(i) == '.')
                .mapToObj(i -> letters(name.substring(0, i)))
                .filter(owner -> !owner.isEmpty())
                .toList();
    }

    private static String letters(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        normal(name).codePoints().filter(Spelling::counts).forEach(c -> letters.appendCodePoint(folded(c)));
        return letters.toString();
    }

    /**
     * Returns whether a reader could take the other name, decoded, for this one, a member of it or what it is a member of. A
     * name without letters and digits is only itself.
     */
    public boolean isOf(String other) {
        if (rest.isEmpty()) {
            return false;
        }
        int[] name = normal(other).codePoints().toArray();
        return begins(name, rest, i -> "\0].[".indexOf(name[i]) >= 0)
                || owners.stream().anyMatch(owner -> begins(name, owner, i -> endsOwner(name, i)));
    }

    /** At a NUL, at {@code []}, and at a {@code ]} that no member follows. */
    private static boolean endsOwner(int[] name, int i) {
        boolean last = i + 1 == name.length || (name[i + 1] != '[' && name[i + 1] != '.');
        return name[i] == '\0' || (name[i] == ']' && (last || (i > 0 && name[i - 1] == '[')));
    }

    /** Whether the letters of the name, up to one of the ends or all, are the wanted ones. */
    private static boolean begins(int[] name, String wanted, IntPredicate isEnd) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < name.length; i++) {
            if (isEnd.test(i) && wanted.contentEquals(letters)) {
                return true;
            }
            if (counts(name[i])) {
                letters.appendCodePoint(folded(name[i]));
            }
        }
        return wanted.contentEquals(letters);
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
