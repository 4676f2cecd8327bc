package dev.mandate.control.directory;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.Set;

/**
 * What a name looks like: two names with a skeleton in common are taken for each other (Unicode Technical Standard 39,
 * section 4). White space counts as one space, case and compatibility forms do not count.
 *
 * @param folded of the name in lower case: {@code OWNER} and a Cyrillic {@code \u043ewner} are {@code owner}
 * @param exact of the name as it is written: {@code IT} and {@code lT} have the same exact skeleton, {@code lT}; {@code LT} has
 *     another
 */
public record Skeleton(String folded, String exact) {
    private static final SpoofChecker CHECKER = new SpoofChecker.Builder().build();
    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
    private static final Normalizer2 NFKC_CASE_FOLD = Normalizer2.getNFKCCasefoldInstance();

    public static Skeleton of(String name) {
        String spaced = spaced(name);
        return new Skeleton(
                fold(CHECKER.getSkeleton(NFKC_CASE_FOLD.normalize(spaced))),
                CHECKER.getSkeleton(NFKC.normalize(spaced)));
    }

    private static String spaced(String name) {
        StringBuilder spaced = new StringBuilder(name.length());
        name.codePoints().map(c -> UCharacter.isUWhiteSpace(c) ? ' ' : c).forEach(c -> {
            if (c != ' ' || (!spaced.isEmpty() && spaced.charAt(spaced.length() - 1) != ' ')) {
                spaced.appendCodePoint(c);
            }
        });
        return spaced.toString().stripTrailing();
    }

    private static String fold(String skeleton) {
        return UCharacter.foldCase(skeleton, true);
    }

    /** Whether one of the two names is taken for the other. */
    public boolean clashes(Skeleton other) {
        return folded.equals(other.folded) || exact.equals(other.exact);
    }

    /** What to look it up by: names that clash have one of these in common. */
    Set<String> keys() {
        String second = fold(exact);
        return second.equals(folded) ? Set.of(folded) : Set.of(folded, second);
    }
}
