package dev.mandate.engine.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A path template of OpenAPI, such as {@code /v1/extpost/tasks/{taskId}/start}; its literals compare in canonical form.
 */
public final class Template {
    private final String text;
    private final List<SegmentPattern> segments;

    private Template(String text, List<SegmentPattern> segments) {
        this.text = text;
        this.segments = List.copyOf(segments);
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it does not begin with {@code /}, has an empty segment before the last, a broken
     *     parameter or one name for two, or a literal that no canonical path can contain
     */
    public static Template parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("template `" + text + "` must begin with `/`");
        }
        List<SegmentPattern> segments = new ArrayList<>();
        String[] parts = text.substring(1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            segments.add(segment(text, parts[i], i == parts.length - 1));
        }
        Template template = new Template(text, segments);
        refuseRepeated(template.parameters(), text);
        return template;
    }

    /** Of two parameters with one name only the first would be asked for its value. */
    private static void refuseRepeated(List<String> parameters, String text) {
        if (new HashSet<>(parameters).size() < parameters.size()) {
            throw new IllegalArgumentException("template `" + text + "` gives one name to two parameters");
        }
    }

    private static SegmentPattern segment(String text, String part, boolean last) {
        SegmentPattern pattern = segment(text, part);
        boolean dots = pattern.isLiteral()
                && (pattern.literal().equals(".") || pattern.literal().equals(".."));
        if (dots || (part.isEmpty() && !last)) {
            throw new IllegalArgumentException("template `" + text + "` has a segment that no request can have");
        }
        return pattern;
    }

    private static SegmentPattern segment(String text, String part) {
        try {
            return SegmentPattern.parse(part);
        } catch (MalformedRequest e) {
            throw new IllegalArgumentException("template `" + text + "`: " + e.getMessage(), e);
        }
    }

    /** Whether the path has as many segments and each is matched. */
    public boolean matches(CanonicalPath path) {
        if (path.length() != segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!segments.get(i).matches(path.segment(i))) {
                return false;
            }
        }
        return true;
    }

    /** The decoded text that a parameter stands for in a path that this template matches. */
    public Optional<String> value(String parameter, CanonicalPath path) {
        for (int i = 0; i < segments.size(); i++) {
            SegmentPattern segment = segments.get(i);
            if (segment.names().contains(parameter)) {
                return segment.value(parameter, path.segment(i));
            }
        }
        return Optional.empty();
    }

    /** Names of the parameters, in order. */
    public List<String> parameters() {
        return segments.stream().flatMap(s -> s.names().stream()).toList();
    }

    /** Whether some path is matched by both. */
    public boolean overlaps(Template other) {
        if (segments.size() != other.segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!segments.get(i).overlaps(other.segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether every path that the other matches is matched by this one too: the other is at least as specific everywhere. */
    public boolean covers(Template other) {
        if (segments.size() != other.segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!segments.get(i).covers(other.segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The template without its parameters' names: two of one shape and method are one action. */
    public String shape() {
        return segments.stream().map(SegmentPattern::shape).collect(Collectors.joining("/", "/", ""));
    }

    List<SegmentPattern> segments() {
        return segments;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Template that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
