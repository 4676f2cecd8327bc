package dev.mandate.control.api;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Free text from outside: names and descriptions. */
public final class Text {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 2_000;
    private static final int SHOWN = 64;

    private Text() {}

    /** A name of 1 to 200 characters, trimmed, in normal form NFC, without control characters. */
    public static String name(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw Refusals.malformed(field, "is required: 1 to " + LONGEST_NAME + " characters");
        }
        return checked(field, text, LONGEST_NAME);
    }

    /** A description of at most 2,000 characters; absent is empty. */
    public static String description(String field, @Nullable String text) {
        return text == null ? "" : checked(field, text, LONGEST_DESCRIPTION);
    }

    private static String checked(String field, String text, int longest) {
        String normal = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        if (normal.length() > longest) {
            throw Refusals.malformed(field, "is longer than " + longest + " characters");
        }
        if (normal.codePoints().anyMatch(Text::unprintable)) {
            throw Refusals.malformed(field, "contains a control character");
        }
        return normal;
    }

    private static boolean unprintable(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** What of a text from outside may stand in a message. */
    public static String shown(String text) {
        String start = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
