package dev.mandate.control.api.command;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Free text from outside: names and descriptions. What one cannot see, or what changes how the rest is shown, is refused. */
public final class Text {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 2_000;
    private static final int SHOWN = 64;

    /** Letters and symbols that are drawn as nothing, though Unicode does not say so: the blank Braille pattern, a null notehead. */
    private static final Set<Integer> BLANK = Set.of(0x2800, 0x1D159);

    private Text() {}

    /**
     * A name of 1 to 200 characters: trimmed of white space, in normal form NFC, of visible characters and spaces alone. An
     * emoji of several characters is refused, because what joins them is invisible (U+200D, U+FE0F).
     */
    public static String name(String field, @Nullable String text) {
        String name = visible(field, text == null ? "" : text, LONGEST_NAME);
        if (name.isEmpty()) {
            throw Refusals.malformed(field, "is required: 1 to " + LONGEST_NAME + " characters");
        }
        return name;
    }

    /** A text as a name is, but of another length, and perhaps empty. */
    public static String visible(String field, String text, int longest) {
        return checked(field, text, longest, Text::invisible);
    }

    /**
     * A description of at most 2,000 characters; absent is empty. It is prose, so what joins or separates letters and chooses
     * the form of a symbol is allowed in it.
     */
    public static String description(String field, @Nullable String text) {
        return text == null ? "" : checked(field, text, LONGEST_DESCRIPTION, c -> invisible(c) && !joins(c));
    }

    private static String checked(String field, String text, int longest, IntPredicate refused) {
        String normal = Normalizer.normalize(trimmed(text), Normalizer.Form.NFC);
        if (normal.length() > longest) {
            throw Refusals.malformed(field, "is longer than " + longest + " characters");
        }
        normal.codePoints().filter(refused).findFirst().ifPresent(c -> {
            throw Refusals.malformed(
                    field, String.format(Locale.ROOT, "contains U+%04X, which is %s: take it out", c, kind(c)));
        });
        return normal;
    }

    private static String trimmed(String text) {
        int[] points = text.codePoints().toArray();
        int from = 0;
        int to = points.length;
        while (from < to && UCharacter.isUWhiteSpace(points[from])) {
            from++;
        }
        while (to > from && UCharacter.isUWhiteSpace(points[to - 1])) {
            to--;
        }
        return new String(points, from, to - from);
    }

    private static boolean invisible(int c) {
        return !kind(c).isEmpty();
    }

    /** What is wrong with a character; empty if nothing is. */
    private static String kind(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> "a control character";
            case Character.SURROGATE -> "half a character";
            case Character.PRIVATE_USE -> "a private-use character";
            case Character.UNASSIGNED -> "no character of Unicode";
            case Character.FORMAT -> "an invisible format character";
            default ->
                BLANK.contains(c) || UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                        ? "an invisible character"
                        : "";
        };
    }

    private static boolean joins(int c) {
        boolean joiner = c == 0x200C || c == 0x200D;
        boolean variation = c >= 0xFE00 && c <= 0xFE0F;
        return joiner || variation;
    }

    /** What of a text from outside may stand in a message. */
    public static String shown(String text) {
        String start = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
