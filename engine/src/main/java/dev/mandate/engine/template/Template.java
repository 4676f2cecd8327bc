package dev.mandate.engine.template;

import dev.mandate.engine.uri.CanonicalPath;
import dev.mandate.engine.uri.MalformedRequest;
import dev.mandate.engine.uri.PathSegment;
import dev.mandate.engine.uri.SegmentFold;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A path template of OpenAPI, such as {@code /v1/extpost/tasks/{taskId}/start}; its literals compare in canonical form. The
 * last segment may be a tail, written {@code {path...}}: it matches one segment or more, whatever they are.
 */
public final class Template {
    private static final String DOTS = "...}";

    private final String text;
    /** Those before the tail. */
    private final List<SegmentPattern> segments;

    private final @Nullable String tail;
    private final int weight;

    private Template(String text, List<SegmentPattern> segments, @Nullable String tail) {
        this.text = text;
        this.segments = List.copyOf(segments);
        this.tail = tail;
        this.weight = this.segments.stream()
                .mapToInt(s -> 1 + s.extraSteps(s.length()))
                .sum();
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
        String tail = tail(parts[parts.length - 1]);
        int fixed = tail == null ? parts.length : parts.length - 1;
        for (int i = 0; i < fixed; i++) {
            segments.add(segment(text, parts[i], i == parts.length - 1));
        }
        Template template = new Template(text, segments, tail);
        refuseRepeated(template.parameters(), text);
        return template;
    }

    private static @Nullable String tail(String part) {
        boolean is = part.length() > 1 + DOTS.length()
                && part.startsWith("{")
                && part.endsWith(DOTS)
                && part.indexOf('}') == part.length() - 1
                && part.lastIndexOf('{') == 0;
        return is ? part.substring(1, part.length() - DOTS.length()) : null;
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

    /** Whether the path has as many segments and each is matched; a tail takes one or more. */
    public boolean matches(CanonicalPath path) {
        return matches(path, (pattern, i) -> pattern.matches(path.segment(i)));
    }

    /** Whether the path folds to what this template of folds matches. */
    boolean matchesFold(CanonicalPath path) {
        return matches(path, (pattern, i) -> pattern.matchesFold(path.letters(i)));
    }

    private boolean matches(CanonicalPath path, BiPredicate<SegmentPattern, Integer> each) {
        boolean fits = tail == null ? path.length() == segments.size() : path.hasTail(segments.size());
        for (int i = 0; fits && i < segments.size(); i++) {
            fits = each.test(segments.get(i), i);
        }
        return fits;
    }

    /** Whether requests can have the literals: {@link CanonicalPath#parse} refuses those of dots, spaces and invisible characters alone. */
    public boolean isReachable() {
        return segments.stream()
                .filter(s -> s.isLiteral() && !s.isEmpty())
                .noneMatch(s -> SegmentFold.isHollow(s.literal()));
    }

    /** Returns the decoded value of a parameter in a path that this template matches. */
    public Optional<String> value(String parameter, CanonicalPath path) {
        if (parameter.equals(tail)) {
            return Optional.of(path.tail(segments.size()));
        }
        for (int i = 0; i < segments.size(); i++) {
            SegmentPattern segment = segments.get(i);
            if (segment.names().contains(parameter)) {
                return segment.value(parameter, path.segment(i));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the path, which this template matches, gives the parameter a second value if the segment that holds it is split in another
     * way: {@code a-b-1} of {@code {x}-{n}} is {@code a} or {@code a-b}.
     */
    public boolean readsTwoValues(String parameter, CanonicalPath path) {
        return IntStream.range(0, segments.size())
                .filter(i -> segments.get(i).names().contains(parameter))
                .anyMatch(i -> segments.get(i).splitsInTwoWays(path.segment(i)));
    }

    /** The template of folds, which compares as the templates of an upstream that folds what it is asked. */
    public Template folded() {
        return each(SegmentPattern::folded);
    }

    /** A template that overlaps whatever this one does for an upstream that folds. */
    public Template loosened() {
        return each(SegmentPattern::loosened);
    }

    private Template each(UnaryOperator<SegmentPattern> change) {
        return new Template(text, segments.stream().map(change).toList(), tail);
    }

    /** Names of the parameters, in order. */
    public List<String> parameters() {
        return Stream.concat(segments.stream().flatMap(s -> s.names().stream()), Stream.ofNullable(tail))
                .toList();
    }

    /** Whether some path is matched by both. */
    public boolean overlaps(Template other) {
        return meets(other) && fixedAgree(other, SegmentPattern::overlaps);
    }

    /** Whether a path that one of them matches may be matched by the other for an upstream that folds spellings. */
    public boolean mayOverlap(Template other) {
        return loosened().overlaps(other.loosened());
    }

    /** Whether every path that the other matches is matched by this one too: the other is at least as specific everywhere. */
    public boolean covers(Template other) {
        boolean longEnough = tail == null ? other.tail == null : segments.size() <= other.segments.size();
        return longEnough && meets(other) && fixedAgree(other, SegmentPattern::covers);
    }

    /** Whether some path has a length that both take. */
    private boolean meets(Template other) {
        if (tail == null && other.tail == null) {
            return segments.size() == other.segments.size();
        }
        return tail == null ? other.tailTakes(this) : other.tail != null || tailTakes(other);
    }

    /** Whether what a template without a tail has beyond this one's segments is text: one empty segment is not. */
    private boolean tailTakes(Template whole) {
        int beyond = whole.segments.size() - segments.size();
        return beyond > 1 || (beyond == 1 && !whole.segments.getLast().isEmpty());
    }

    private boolean fixedAgree(Template other, BiPredicate<SegmentPattern, SegmentPattern> agree) {
        int both = Math.min(segments.size(), other.segments.size());
        boolean agreed = true;
        for (int i = 0; agreed && i < both; i++) {
            agreed = agree.test(segments.get(i), other.segments.get(i));
        }
        return agreed;
    }

    /** A path that both match, of two that {@linkplain #overlaps overlap}: literals as they are, {@code x} for the rest. */
    public String example(Template other) {
        int most = Math.max(length(), other.length());
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < most; i++) {
            path.append('/').append(PathSegment.encode(common(at(i), other.at(i))));
        }
        return path.toString();
    }

    private static String common(@Nullable SegmentPattern one, @Nullable SegmentPattern other) {
        if (one == null || other == null) {
            SegmentPattern alone = one == null ? other : one;
            return alone == null ? "x" : alone.common(alone);
        }
        return one.common(other);
    }

    /** How much work a comparison with another template is: a segment of ordinary length counts 1. */
    public int weight() {
        return weight;
    }

    private int length() {
        return segments.size() + (tail == null ? 0 : 1);
    }

    private @Nullable SegmentPattern at(int index) {
        return index < segments.size() ? segments.get(index) : null;
    }

    /** The template without its parameters' names: two of one shape and method are one action. */
    public String shape() {
        return Stream.concat(
                        segments.stream().map(SegmentPattern::shape),
                        Stream.ofNullable(tail).map(t -> "{...}"))
                .collect(Collectors.joining("/", "/", ""));
    }

    /** Whether the last segment is a tail. */
    public boolean isOpen() {
        return tail != null;
    }

    public List<SegmentPattern> segments() {
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
