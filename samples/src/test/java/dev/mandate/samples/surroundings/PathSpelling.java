package dev.mandate.samples.surroundings;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Spells paths as an attacker would: paths that a template could match, rewritten at random. */
final class PathSpelling {
    private static final List<String> VALUES =
            List.of("7", "x", "a.b", "ä", "a b", "a+b", "a%b", "start", "bulk-get-files", "..", "%2e", "é=1", "A");
    private static final List<String> INSERTS = List.of(
            "/", "/./", "/../", "/x/../", "//", ";x=1", ";", "%2F", "%2f", "%5C", "\\", "%00", "%09", ".", "%2e",
            "%2E%2e/", "%252F", "%252e", "%25", "%3B", "%3b=", "%C0%AF", "\u00e4", "%C3%A4", "a%CC%88", "?", "#");

    private final Random random;
    private final List<UnaryOperator<String>> rewrites = List.of(
            this::inserted, this::inserted, this::escaped, this::escaped, this::otherCase, this::ending, this::cut);

    PathSpelling(Random random) {
        this.random = random;
    }

    /** Returns a path of the template with zero to three rewrites. */
    String of(String template) {
        String path = template;
        while (path.contains("{")) {
            path = path.replaceFirst("\\{[^}]*}", encoded(one(VALUES)));
        }
        for (int left = random.nextInt(4); left > 0; left--) {
            path = one(rewrites).apply(path);
        }
        return path;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String encoded(String value) {
        StringBuilder out = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b > 0 && (Character.isLetterOrDigit(b) || "-._~+=".indexOf(b) >= 0);
            out.append(plain ? Character.toString(b) : "%%%02X".formatted(b));
        }
        return out.toString();
    }

    private String inserted(String path) {
        int at = random.nextInt(path.length() + 1);
        return path.substring(0, at) + one(INSERTS) + path.substring(at);
    }

    /** Percent-encodes one character, in upper or lower case, once or twice. */
    private String escaped(String path) {
        int at = random.nextInt(path.length());
        String escape = "%%%s%02x".formatted(random.nextInt(4) == 0 ? "25" : "", path.charAt(at) & 0xFF);
        String cased = random.nextBoolean() ? escape : escape.toUpperCase(Locale.ROOT);
        return path.substring(0, at) + cased + path.substring(at + 1);
    }

    private String otherCase(String path) {
        int at = random.nextInt(path.length());
        String c = path.substring(at, at + 1);
        String other = c.equals(c.toLowerCase(Locale.ROOT)) ? c.toUpperCase(Locale.ROOT) : c.toLowerCase(Locale.ROOT);
        return path.substring(0, at) + other + path.substring(at + 1);
    }

    private String ending(String path) {
        return path + one(List.of("/", "/.", "/..", ".", ".json", "%20", ";", "/%2e"));
    }

    private String cut(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 1 ? path : path.substring(0, slash);
    }
}
