package dev.mandate.app;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The word that somebody meant: of those there are, the one with the fewest mistakes in the typed one. */
final class Nearest {
    private Nearest() {}

    /** Returns the nearest word; none if even that is wrong in more than a third of its letters. */
    static Optional<String> of(String typed, Collection<String> words) {
        return words.stream()
                .filter(word -> mistakes(typed, word) <= Math.max(1, Math.max(typed.length(), word.length()) / 3))
                .min(Comparator.comparingInt((String word) -> mistakes(typed, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Returns how many letters are wrong, missing, too many or exchanged with the next one (optimal string alignment). */
    static int mistakes(String one, String other) {
        int[][] least = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                least[i][j] = least(least, one.substring(0, i), other.substring(0, j));
            }
        }
        return least[one.length()][other.length()];
    }

    private static int least(int[][] known, String one, String other) {
        int i = one.length();
        int j = other.length();
        if (i == 0 || j == 0) {
            return Math.max(i, j);
        }
        int replaced = known[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(known[i - 1][j], known[i][j - 1]));
        boolean exchanged =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return exchanged ? Math.min(least, 1 + known[i - 2][j - 2]) : least;
    }
}
