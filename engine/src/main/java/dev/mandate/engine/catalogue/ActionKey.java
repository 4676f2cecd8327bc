package dev.mandate.engine.catalogue;

import java.util.Comparator;
import java.util.Objects;

/**
 * The name of an action on the wire: {@code METHOD template}, where the template includes the API's base path. Ordered
 * by method, then by template.
 *
 * @param method an HTTP method, upper-case as in RFC 9110
 * @param template the path template, beginning with {@code /}
 */
public record ActionKey(String method, String template) implements Comparable<ActionKey> {
    private static final Comparator<ActionKey> ORDER =
            Comparator.comparing(ActionKey::method).thenComparing(ActionKey::template);

    public ActionKey {
        Objects.requireNonNull(method);
        if (!template.startsWith("/")) {
            throw new IllegalArgumentException("template `" + template + "` must begin with `/`");
        }
    }

    /**
     * Parses {@code METHOD template}.
     *
     * @throws IllegalArgumentException if the text does not contain exactly one space, or the template does not begin
     *     with {@code /}
     */
    public static ActionKey parse(String text) {
        int space = text.indexOf(' ');
        if (space < 1 || space != text.lastIndexOf(' ')) {
            throw new IllegalArgumentException("action `" + text + "` must read `METHOD /template`");
        }
        return new ActionKey(text.substring(0, space), text.substring(space + 1));
    }

    @Override
    public int compareTo(ActionKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return method + " " + template;
    }
}
