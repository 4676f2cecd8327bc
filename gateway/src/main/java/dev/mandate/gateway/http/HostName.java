package dev.mandate.gateway.http;

/** The syntax of {@code Host} (RFC 9110, section 7.2; RFC 3986, section 3.2.2). */
final class HostName {
    private static final String MARKS = "-._~!$&'()*+,;=%";
    private static final int MOST_PORT_DIGITS = 5;

    private HostName() {}

    /** Whether it is a host of one character or more, with or without a port. */
    static boolean isValid(String text) {
        int end = text.startsWith("[") ? afterLiteral(text) : afterName(text);
        return end > 0 && (end == text.length() || isPort(text, end));
    }

    private static int afterName(String text) {
        int i = 0;
        while (i < text.length() && (isAlphanumeric(text.charAt(i)) || MARKS.indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return i;
    }

    private static int afterLiteral(String text) {
        int i = 1;
        while (i < text.length() && (isHex(text.charAt(i)) || text.charAt(i) == ':' || text.charAt(i) == '.')) {
            i++;
        }
        return i > 1 && i < text.length() && text.charAt(i) == ']' ? i + 1 : -1;
    }

    private static boolean isPort(String text, int colon) {
        int digits = text.length() - colon - 1;
        if (text.charAt(colon) != ':' || digits > MOST_PORT_DIGITS) {
            return false;
        }
        for (int i = colon + 1; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
