package dev.mandate.control.openapi.walk;

import static dev.mandate.control.openapi.text.Quoted.quoted;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

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

    static Optional<PathTemplate> read(Place place, String key, Reading reading) {
        return Wildcards.read(place, withoutQuery(place, key, reading), reading)
                .flatMap(wildcards -> read(place, wildcards, reading));
    }

    private static Optional<PathTemplate> read(Place place, Wildcards wildcards, Reading reading) {
        String text = wildcards.text();
        Optional<String> flaw = PathSyntax.flaw(text);
        if (flaw.isPresent()) {
            return reading.wrong(place, quoted(text) + " " + flaw.get());
        }
        Set<String> parameters = new LinkedHashSet<>();
        StringBuilder shape = new StringBuilder(text.length());
        Matcher matcher = PathSyntax.PARAMETER.matcher(text);
        while (matcher.find()) {
            String name = name(matcher.group(1));
            if (name.isBlank() || !parameters.add(name)) {
                return reading.wrong(
                        place, quoted(text) + " must give every parameter a name of its own, not " + quoted(name));
            }
            matcher.appendReplacement(shape, matcher.group(1).endsWith(DOTS) ? "{...}" : "{}");
        }
        matcher.appendTail(shape);
        return Optional.of(new PathTemplate(text, shape.toString(), parameters, wildcards.narrowed()));
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
}
