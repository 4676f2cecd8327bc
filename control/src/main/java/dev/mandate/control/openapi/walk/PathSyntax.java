package dev.mandate.control.openapi.walk;

import static dev.mandate.control.openapi.text.Quoted.quoted;

import dev.mandate.control.openapi.text.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one rule of what a path may hold, for templates and base paths, wherever they come from. */
public final class PathSyntax {
    private static final int LONGEST = 2_000;

    /** Constants: what one control plane accepts, each node and each gateway that reads the log must be able to compare. */
    private static final int MOST_SEGMENTS = 32;

    private static final int MOST_PARAMETERS = 8;
    private static final int LONGEST_LITERALS = 256;
    static final Pattern PARAMETER = Pattern.compile("\\{([^{}/]*)}");
    private static final Pattern LITERAL = Pattern.compile("(?:[A-Za-z0-9\\-._~!$&'()*+,=:@/]|%[0-9A-Fa-f]{2})*+");
    /** What a gateway refuses to decode: controls, dot, slash, semicolon, backslash, percent. */
    private static final Pattern HIDDEN =
            Pattern.compile("%(?:[01][0-9A-F]|7F|2E|2F|3B|5C|25)", Pattern.CASE_INSENSITIVE);

    private PathSyntax() {}

    /** What is wrong with a base path, which is empty or a path without parameters and without a slash at its end. */
    public static Optional<String> flawOfBase(String path) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (path.endsWith("/")) {
            return Optional.of("must not end with `/`");
        }
        return path.contains("{") || path.contains("}") ? Optional.of("must not have parameters") : flaw(path);
    }

    /** What is wrong with a path, said so that it can follow the path itself. */
    static Optional<String> flaw(String text) {
        if (text.length() > LONGEST) {
            return Optional.of("is longer than " + LONGEST + " characters; shorten it");
        }
        if (!text.startsWith("/")) {
            return Optional.of("must begin with `/`");
        }
        if (!Quoted.isPrintable(text) || text.codePoints().anyMatch(Character::isSpaceChar)) {
            return Optional.of("must not contain spaces or control characters; remove them");
        }
        return structureFlaw(text, PARAMETER.matcher(text).replaceAll(""));
    }

    private static Optional<String> sizeFlaw(String text) {
        List<String> segments = List.of(text.substring(1).split("/", -1));
        if (segments.size() > MOST_SEGMENTS) {
            return Optional.of("has more than " + MOST_SEGMENTS + " segments; shorten it");
        }
        return segments.stream().flatMap(s -> segmentFlaw(s).stream()).findFirst();
    }

    /** A literal alone is looked up and never searched, so only one around parameters has a length of its own. */
    private static Optional<String> segmentFlaw(String segment) {
        Matcher parameters = PARAMETER.matcher(segment);
        long count = parameters.results().count();
        if (count > MOST_PARAMETERS) {
            return Optional.of("has more than " + MOST_PARAMETERS + " parameters in the segment " + quoted(segment)
                    + "; put `/` between them, or make several one parameter");
        }
        boolean tooLong = count > 0 && parameters.reset().replaceAll("").length() > LONGEST_LITERALS;
        return tooLong
                ? Optional.of("has more than " + LONGEST_LITERALS + " characters around the parameters of the segment "
                        + quoted(segment) + "; shorten it")
                : Optional.empty();
    }

    private static Optional<String> structureFlaw(String text, String literals) {
        if (literals.contains("{") || literals.contains("}")) {
            return Optional.of("has unbalanced braces; write `{name}` inside one segment");
        }
        if (text.contains("//")) {
            return Optional.of("has an empty segment; write one `/`");
        }
        if (List.of(text.split("/", -1)).stream().anyMatch(segment -> segment.equals(".") || segment.equals(".."))) {
            return Optional.of("has a dot segment; write the path without it");
        }
        Optional<String> size = sizeFlaw(text);
        if (size.isPresent()) {
            return size;
        }
        if (HIDDEN.matcher(literals).find()) {
            return Optional.of("hides a delimiter behind `%`; no request can be matched against it");
        }
        return LITERAL.matcher(literals).matches()
                ? Optional.empty()
                : Optional.of(
                        "has a character that no path may contain, such as `;` or `\\`; percent-encode or remove it");
    }
}
