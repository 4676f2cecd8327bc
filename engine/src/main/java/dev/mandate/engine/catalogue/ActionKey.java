package dev.mandate.engine.catalogue;

import java.util.Objects;

/**
 * An action's name on the wire: {@code METHOD template}, the template with the API's base path.
 *
 * @param method an HTTP method, upper-case as in RFC 9110
 * @param template the path template, beginning with {@code /}
 */
public record ActionKey(String method, String template) {
    public ActionKey {
        Objects.requireNonNull(method);
        if (!template.startsWith("/")) {
            throw new IllegalArgumentException("template `" + template + "` must begin with `/`");
        }
    }

    /**
     * Reads {@code METHOD template}.
     *
     * @throws IllegalArgumentException if there is no single space between the two
     */
    public static ActionKey parse(String text) {
        int space = text.indexOf(' ');
        if (space < 1 || space != text.lastIndexOf(' ')) {
            throw new IllegalArgumentException("action `" + text + "` must read `METHOD /template`");
        }
        return new ActionKey(text.substring(0, space), text.substring(space + 1));
    }

    @Override
    public String toString() {
        return method + " " + template;
    }
}
