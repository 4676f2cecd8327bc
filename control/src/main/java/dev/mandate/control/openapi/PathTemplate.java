package dev.mandate.control.openapi;

import static dev.mandate.control.openapi.Quoted.quoted;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path key that a gateway can match: segments of literals (RFC 3986 pchar without `;`) and named parameters.
 *
 * @param text as declared, without query and fragment
 * @param shape the text with every parameter name taken out: equal for templates that no request can tell apart
 * @param parameters the names, each once
 * @param narrowed whether the document's parameters match less, as they have regular expressions
 */
record PathTemplate(String text, String shape, Set<String> parameters, boolean narrowed) {
    /** What ends the name of a tail. */
    private static final String DOTS = "...";

    private static final int LONGEST = 2_000;
    private static final Pattern PARAMETER = Pattern.compile("\\{([^{}/]*)}");
    private static final Pattern LITERAL = Pattern.compile("(?:[A-Za-z0-9\\-._~!$&'()*+,=:@/]|%[0-9A-Fa-f]{2})*+");
    /** What a gateway refuses to decode: controls, dot, slash, semicolon, backslash, percent. */
    private static final Pattern HIDDEN =
            Pattern.compile("%(?:[01][0-9A-F]|7F|2E|2F|3B|5C|25)", Pattern.CASE_INSENSITIVE);

    static Optional<PathTemplate> read(Place place, String key, Reading reading) {
        return Wildcards.read(place, withoutQuery(place, key, reading), reading)
                .flatMap(wildcards -> read(place, wildcards, reading));
    }

    private static Optional<PathTemplate> read(Place place, Wildcards wildcards, Reading reading) {
        String text = wildcards.text();
        Optional<String> flaw = flaw(text);
        if (flaw.isPresent()) {
            return reading.wrong(place, quoted(text) + " " + flaw.get());
        }
        Set<String> parameters = new LinkedHashSet<>();
        Matcher matcher = PARAMETER.matcher(text);
        while (matcher.find()) {
            String name = name(matcher.group(1));
            if (name.isBlank() || !parameters.add(name)) {
                return reading.wrong(
                        place, quoted(text) + " must give every parameter a name of its own, not " + quoted(name));
            }
        }
        return Optional.of(new PathTemplate(
                text,
                matcher.replaceAll(found -> found.group(1).endsWith(DOTS) ? "{...}" : "{}"),
                parameters,
                wildcards.narrowed()));
    }

    private static String name(String parameter) {
        return parameter.endsWith(DOTS) ? parameter.substring(0, parameter.length() - DOTS.length()) : parameter;
    }

    private static String withoutQuery(Place place, String key, Reading reading) {
        int end = 0;
        while (end < key.length() && key.charAt(end) != '?' && key.charAt(end) != '#') {
            end++;
        }
        if (end < key.length()) {
            reading.findings()
                    .warning(
                            place,
                            quoted(key.substring(end)) + " is cut off: a path has neither query nor fragment; check"
                                    + " that what is left is meant");
        }
        return key.substring(0, end);
    }

    /** What is wrong with a path, said so that it can follow the path itself. */
    static Optional<String> flaw(String text) {
        if (text.length() > LONGEST) {
            return Optional.of("is longer than " + LONGEST + " characters; shorten it");
        }
        if (!text.startsWith("/")) {
            return Optional.of("must begin with `/`");
        }
        if (!text.codePoints().allMatch(c -> Quoted.printable(c) && !Character.isSpaceChar(c))) {
            return Optional.of("must not contain spaces or control characters; remove them");
        }
        return structureFlaw(text, PARAMETER.matcher(text).replaceAll(""));
    }

    private static Optional<String> structureFlaw(String text, String literals) {
        if (literals.contains("{") || literals.contains("}")) {
            return Optional.of("has unbalanced braces; write `{name}` inside one segment");
        }
        if (text.contains("//")) {
            return Optional.of("has an empty segment; write one `/`");
        }
        if (List.of(text.split("/", -1)).stream().anyMatch(segment -> segment.equals(".") || segment.equals(".."))) {
            return Optional.of("has a dot segment; write the path that it stands for");
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
