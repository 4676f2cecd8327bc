package dev.mandate.engine.uri;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The query of a request target, read for the names that a decision asks for. The upstream is sent the text as received.
 *
 * @param text without the leading {@code ?}; empty if there is none
 */
public record Query(String text) {
    /** No query. */
    public static final Query NONE = new Query("");

    /**
     * Returns every value of a parameter, in order, names and values decoded as HTML forms do ({@code +} is a space).
     *
     * @throws MalformedRequest if the query holds a broken escape, or bytes that are not UTF-8
     */
    public List<String> values(String name) {
        List<String> found = new ArrayList<>(1);
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (decoded(key).equals(name)) {
                found.add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return found;
    }

    /**
     * Whether the parameter is in the query.
     *
     * @throws MalformedRequest if a name cannot be decoded: a reader that replaces or keeps what it cannot decode may take
     *     it for any
     */
    public boolean has(String name) {
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (decoded(equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether some reader could take something in the query for this parameter, though it is not its exact name: a name
     * that {@linkplain Spelling folds} to it, its member or what it is a member of, or a {@code ;}, which some readers take for {@code &}.
     *
     * @throws MalformedRequest if a name cannot be decoded
     */
    public boolean hasOtherSpelling(String name) {
        if (text.isEmpty()) {
            return false;
        }
        Spelling wanted = new Spelling(name);
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (pair.indexOf(';') >= 0 || key.indexOf(';') >= 0 || (!key.equals(name) && wanted.isOf(key))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether a name in the query, decoded, passes the test. A name ends at {@code =}, {@code &} or {@code ;}. A name
     * that cannot be decoded is tested as lenient readers see it: broken escapes stay, and U+FFFD replaces what is not UTF-8.
     */
    public boolean anyName(Predicate<String> test) {
        int start = 0;
        while (start < text.length()) {
            int end = end(start);
            int equals = text.indexOf('=', start);
            String name = text.substring(start, equals < 0 || equals > end ? end : equals);
            if (test.test(PercentCoding.decodeLeniently(name.replace('+', ' ')))) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    private int end(int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '&' && text.charAt(end) != ';') {
            end++;
        }
        return end;
    }

    private static String decoded(String text) {
        return PercentCoding.decode(text.replace('+', ' '));
    }
}
