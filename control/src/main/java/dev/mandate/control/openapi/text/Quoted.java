package dev.mandate.control.openapi.text;

/** The user's input inside a message: in backticks, on one line, never long. */
public final class Quoted {
    private static final int LONGEST = 80;

    private Quoted() {}

    public static String quoted(String input) {
        return "`" + line(input.replace('`', '\''), LONGEST) + "`";
    }

    /** Cut before it is copied: through references, one long text may be quoted thousands of times. */
    public static String line(String input, int longest) {
        if (input.length() <= longest && isPrintable(input)) {
            return input.strip();
        }
        boolean cut = input.length() > longest;
        String line = (cut ? input.substring(0, longest) : input)
                .codePoints()
                .map(c -> printable(c) ? c : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return cut ? line + "..." : line;
    }

    /** Whether every character is printable. */
    public static boolean isPrintable(String text) {
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (!printable(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    /** Whether it can stand in a log line, a console page and UTF-8 without changing its shape. */
    static boolean printable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
