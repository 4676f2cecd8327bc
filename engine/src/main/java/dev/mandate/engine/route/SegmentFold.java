package dev.mandate.engine.route;

/**
 * Folds a path segment: two segments with the same fold may be one to some framework. The fold drops case, accents and width of
 * letters and invisible characters, as {@link Spelling} does for names, and dots and spaces at the end (Windows). A
 * segment of which nothing would be left is its own fold.
 */
final class SegmentFold {
    private SegmentFold() {}

    /** The fold of a segment or of a literal that is all of one. */
    static String of(String segment) {
        return trimmed(letters(segment));
    }

    /** Folds the letters alone: the text may be a part of a segment. */
    static String letters(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        Spelling.normal(text)
                .codePoints()
                .filter(c -> !isMark(c))
                .forEach(c -> out.appendCodePoint(Spelling.folded(c)));
        return out.isEmpty() ? text : out.toString();
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

    /** Accents, and what is not seen. */
    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT;
    }

    /** Without dots and spaces at the end. */
    static String trimmed(String text) {
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
