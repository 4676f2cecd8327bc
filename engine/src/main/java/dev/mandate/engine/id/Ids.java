package dev.mandate.engine.id;

/** The syntax of ids. */
final class Ids {
    private static final int LONGEST = 64;

    private Ids() {}

    /**
     * Returns the value if it is 1 to 64 of {@code [A-Za-z0-9_-]}.
     *
     * @throws IllegalArgumentException otherwise; the message names the kind and the allowed characters
     */
    static String checked(String kind, String value) {
        if (!wellFormed(value)) {
            throw new IllegalArgumentException(kind + " `" + shown(value) + "` must be 1 to " + LONGEST
                    + " characters of A-Z, a-z, 0-9, `_` and `-`");
        }
        return value;
    }

    static boolean wellFormed(String value) {
        if (value.isEmpty() || value.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (!allowed(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean allowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    /** Returns the beginning of a refused value without control characters, for an error message. */
    private static String shown(String value) {
        String start = value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...";
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
