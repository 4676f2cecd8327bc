package dev.mandate.control.openapi.walk;

import static dev.mandate.control.openapi.text.Quoted.quoted;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parameters of a path key that are more than a name, as frameworks write them: tails, which match all that is left, and
 * regular expressions, which match less than a parameter.
 *
 * @param text of the path with a tail as {@code {name...}} and every other parameter as {@code {name}}
 * @param narrowed whether a regular expression was left out, so that the template claims more than the document
 */
record Wildcards(String text, boolean narrowed) {
    /** What a tail without a name is called. */
    private static final String UNNAMED = "rest";

    /** AWS {@code {n+}}, ASP.NET {@code {*n}} and {@code {**n}}, RFC 6570 {@code {+n}}, Go {@code {n...}}, gRPC, JAX-RS. */
    private static final Pattern TAIL = Pattern.compile("\\{(?:(\\*{1,2}|\\+)([^{}/*+:=]+)"
            + "|([^{}/*+:=]+?)(?:\\.\\.\\.|\\+|\\*|=\\*\\*|:\\*\\*|:path|:\\(?\\.[*+]\\)?))}");

    /** A regular expression that says no more than a parameter does. */
    private static final Pattern ONE_SEGMENT = Pattern.compile("\\{([^{}/:]+):\\(?\\[\\^/][+*]?\\)?}");

    private static final Pattern NARROWED = Pattern.compile("\\{([^{}/:]+):[^{}/]*}");

    /** A segment that frameworks read as a parameter or a wildcard, and OpenAPI as it is written. Possessive, so read once. */
    private static final Pattern LITERAL = Pattern.compile("(?<=/)(?::[A-Za-z_][^/{}]*+|[^/{}*]*+\\*[^/{}]*+)(?=/|$)");

    static Optional<Wildcards> read(Place place, String key, Reading reading) {
        return isPlain(key) ? Optional.of(new Wildcards(key, false)) : readAny(place, key, reading);
    }

    /** Whether the key has none of what the patterns look for: most have not, and they take time. */
    private static boolean isPlain(String key) {
        return key.indexOf('*') < 0 && key.indexOf('+') < 0 && key.indexOf(':') < 0 && !key.contains("...");
    }

    private static Optional<Wildcards> readAny(Place place, String key, Reading reading) {
        String text = ONE_SEGMENT.matcher(key).replaceAll("{$1}");
        if (text.endsWith("/**")) {
            text = text.substring(0, text.length() - 2) + "{" + UNNAMED + "...}";
        }
        Matcher tail = TAIL.matcher(text);
        if (tail.find()) {
            boolean last = tail.end() == text.length() && tail.start() > 0 && text.charAt(tail.start() - 1) == '/';
            if (!last) {
                return reading.wrong(
                        place,
                        quoted(key) + " has a parameter for several segments, " + quoted(tail.group())
                                + ", that is not its whole last segment; write `{name}` if it is one segment, or list"
                                + " the paths one by one");
            }
            String name = tail.group(2) == null ? tail.group(3) : tail.group(2);
            text = text.substring(0, tail.start()) + "{" + name + "...}";
        }
        if (text.contains("/**")) {
            return reading.wrong(
                    place, quoted(key) + " has `**` before its end; list the paths one by one, or end with `/**`");
        }
        String plain = NARROWED.matcher(text).replaceAll("{$1}");
        return Optional.of(warned(place, key, new Wildcards(plain, !plain.equals(text)), reading));
    }

    private static Wildcards warned(Place place, String key, Wildcards read, Reading reading) {
        Matcher literal = LITERAL.matcher(read.text());
        if (literal.find()) {
            reading.findings()
                    .warning(
                            place,
                            quoted(key) + " has the segment " + quoted(literal.group())
                                    + ", which OpenAPI reads as these very characters, so no other request matches; write"
                                    + " `{name}` for any one segment, or end with `/**` for all that follow");
        }
        if (read.text().endsWith("...}")) {
            reading.findings()
                    .warning(
                            place,
                            quoted(key) + " is imported as " + quoted(read.text())
                                    + ", which matches one segment or more and gives way to every more specific path");
        }
        if (read.narrowed()) {
            reading.findings()
                    .warning(
                            place,
                            quoted(key) + " is imported as " + quoted(read.text())
                                    + ": regular expressions are not compared, so the action is asked for every value"
                                    + " of the parameter");
        }
        return read;
    }
}
