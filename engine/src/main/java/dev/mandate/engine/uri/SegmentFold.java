package dev.mandate.engine.uri;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Folds a path segment: two segments with the same fold may be one to some framework. The fold drops case, accents and width of
 * letters and invisible characters, as {@link Spelling} does for names, and dots and spaces at the end (Windows). A
 * segment of which nothing would be left is its own fold. A fold holds no {@code /}: the fullwidth one stays.
 */
public final class SegmentFold {
    private static final int BLANK_BRAILLE = 0x2800;
    private static final char WIDE_SLASH = '\uFF0F';

    /** What separates segments for a reader that folds width. */
    private static final Pattern SEPARATORS = Pattern.compile("[\uFF0F\\\\]");

    private SegmentFold() {}

    /** The fold of a segment or of a literal that is all of one. */
    public static String of(String segment) {
        return trimmed(letters(segment));
    }

    /** Folds the letters alone: the text may be a part of a segment. */
    public static String letters(String text) {
        if (isPlain(text)) {
            return text;
        }
        String visible = visible(text);
        return visible.isEmpty() ? text : visible;
    }

    private static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        Spelling.normal(text).codePoints().filter(c -> !isUnseen(c)).forEach(c -> out.appendCodePoint(folded(c)));
        return out.toString();
    }

    private static int folded(int c) {
        if (c == '/') {
            return WIDE_SLASH;
        }
        return Character.isSpaceChar(c) ? ' ' : Spelling.folded(c);
    }

    /**
     * The fold without the format that Rails reads at the end of a path, as {@code .json} of {@code orders.json}: what follows the last
     * dot, if something is before it. Null if there is none.
     */
    static @Nullable String withoutFormat(String segment) {
        String fold = of(segment);
        int dot = fold.lastIndexOf('.');
        return dot <= 0 ? null : fold.substring(0, dot);
    }

    /** Whether some reader finds nothing in the segment, or a dot segment: it holds dots, spaces and what is not seen alone. */
    public static boolean isHollow(String segment) {
        if (isAscii(segment)) {
            return isBare(segment);
        }
        String visible = visible(segment);
        return isBare(visible)
                || SEPARATORS.splitAsStream(visible).anyMatch(part -> part.indexOf('.') >= 0 && isBare(part));
    }

    private static boolean isBare(String text) {
        boolean bare = true;
        for (int i = 0; bare && i < text.length(); i++) {
            bare = text.charAt(i) == '.' || text.charAt(i) == ' ';
        }
        return bare;
    }

    private static boolean isAscii(String text) {
        boolean ascii = true;
        for (int i = 0; ascii && i < text.length(); i++) {
            ascii = text.charAt(i) < 0x80;
        }
        return ascii;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || lower(c) != c) {
                return false;
            }
        }
        return true;
    }

    /** Accents, what is not seen, and what Unicode keeps free for more of that. */
    private static boolean isUnseen(int c) {
        int type = Character.getType(c);
        boolean mark = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
        boolean free = c == 0x2065 || (c >= 0xFFF0 && c <= 0xFFF8) || (c >= 0xE0000 && c <= 0xE0FFF);
        return mark || type == Character.FORMAT || Spelling.isFiller(c) || c == BLANK_BRAILLE || free;
    }

    /** Without dots and spaces at the end. */
    public static String trimmed(String text) {
        return text.substring(0, end(text, 0, text.length()));
    }

    /** Where the segment from start to end is trimmed; its end if nothing would be left. */
    static int end(String text, int start, int end) {
        int trimmed = end;
        while (trimmed > start && (text.charAt(trimmed - 1) == '.' || text.charAt(trimmed - 1) == ' ')) {
            trimmed--;
        }
        return trimmed == start ? end : trimmed;
    }

    /** The fold of a character of ASCII. */
    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
