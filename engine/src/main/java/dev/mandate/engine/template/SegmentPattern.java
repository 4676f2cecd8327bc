package dev.mandate.engine.template;

import dev.mandate.engine.uri.PathSegment;
import dev.mandate.engine.uri.SegmentFold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One segment of a template: literals and parameters in turn, such as {@code tasks}, {@code {taskId}},
 * {@code {sid}.json} or {@code {base}...{head}}. A parameter matches one character or more.
 */
public final class SegmentPattern {
    /** Stands for a parameter where one pattern is matched against another; no canonical path contains it. */
    private static final char ANY = '\uFFFF';

    /** The text of a parameter in an example. */
    private static final String FILL = "x";

    /** A search reads each character of the text as often as the literal is long, at worst. */
    private static final int CHARACTERS_OF_STEP = 1 << 13;

    private static final SegmentPattern ANYTHING = new SegmentPattern(List.of("", ""), List.of(FILL));

    /** Literals around the parameters, decoded: one more than there are parameters, empty where there is none. */
    private final List<String> literals;

    private final List<String> names;

    private final String shape;

    private @Nullable String witness;

    private SegmentPattern(List<String> literals, List<String> names) {
        this.literals = List.copyOf(literals);
        this.names = List.copyOf(names);
        this.shape = shape(this.literals);
    }

    private static String shape(List<String> literals) {
        return literals.size() == 1
                ? PathSegment.encode(literals.getFirst())
                : literals.stream().map(PathSegment::encode).collect(Collectors.joining("{}"));
    }

    static SegmentPattern parse(String segment) {
        List<String> literals = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int at = 0;
        for (int open = segment.indexOf('{'); open >= 0; open = segment.indexOf('{', at)) {
            int close = segment.indexOf('}', open);
            if (close <= open + 1) {
                throw new IllegalArgumentException("`" + segment + "` has an empty or unclosed parameter");
            }
            literals.add(literal(segment.substring(at, open)));
            names.add(segment.substring(open + 1, close));
            at = close + 1;
        }
        literals.add(literal(segment.substring(at)));
        return new SegmentPattern(literals, names);
    }

    private static String literal(String text) {
        if (text.indexOf('}') >= 0) {
            throw new IllegalArgumentException("`" + text + "` closes a parameter that is not open");
        }
        return PathSegment.decode(text);
    }

    public boolean isLiteral() {
        return names.isEmpty();
    }

    /** Whether it is a single parameter and nothing else. */
    public boolean isParameter() {
        return names.size() == 1 && literals.get(0).isEmpty() && literals.get(1).isEmpty();
    }

    /** What every segment that it matches begins with. */
    public String literal() {
        return literals.getFirst();
    }

    /** What every segment that it matches ends with. */
    public String lastLiteral() {
        return literals.getLast();
    }

    /** Whether it is the empty text after a last slash. */
    boolean isEmpty() {
        return isLiteral() && literal().isEmpty();
    }

    /** Whether the segment has the literals in turn, with one character or more for each parameter; allocates nothing. */
    public boolean matches(String segment) {
        if (isLiteral()) {
            return segment.equals(literal());
        }
        if (!segment.startsWith(literal()) || !segment.endsWith(lastLiteral())) {
            return false;
        }
        int at = literal().length();
        boolean fits = true;
        for (int i = 0; fits && i < names.size(); i++) {
            int end = endOf(i, segment, at);
            fits = end > at;
            at = end + literals.get(i + 1).length();
        }
        return fits;
    }

    /** Returns the value of the named parameter, if the segment matches and has such a parameter. */
    Optional<String> value(String name, String segment) {
        int index = names.indexOf(name);
        if (index >= 0 && isParameter()) {
            return segment.isEmpty() ? Optional.empty() : Optional.of(segment);
        }
        return index < 0
                ? Optional.empty()
                : bounds(segment).map(b -> segment.substring(b[2 * index], b[2 * index + 1]));
    }

    /** Start and end of each parameter, the leftmost and shortest that fit. */
    private Optional<int[]> bounds(String segment) {
        return matches(segment) ? Optional.of(firstBounds(segment)) : Optional.empty();
    }

    private int[] firstBounds(String segment) {
        int[] bounds = new int[2 * names.size()];
        int at = literal().length();
        for (int i = 0; i < names.size(); i++) {
            int end = endOf(i, segment, at);
            bounds[2 * i] = at;
            bounds[2 * i + 1] = end;
            at = end + literals.get(i + 1).length();
        }
        return bounds;
    }

    /**
     * Whether a segment that this pattern matches gives its parameters other values if a later place of a literal is taken, also for a
     * reader that folds spellings.
     */
    boolean splitsInTwoWays(String segment) {
        return names.size() > 1 && (isSplit(segment) || folded().isSplit(SegmentFold.letters(segment)));
    }

    private boolean isSplit(String segment) {
        return bounds(segment)
                .filter(first -> !Arrays.equals(first, lastBounds(segment)))
                .isPresent();
    }

    /** As {@link #bounds}, of a segment that matches: each parameter begins as late as possible. */
    private int[] lastBounds(String segment) {
        int[] bounds = new int[2 * names.size()];
        int end = segment.length() - lastLiteral().length();
        for (int i = names.size() - 1; i > 0; i--) {
            int literal = segment.lastIndexOf(
                    literals.get(i), end - 1 - literals.get(i).length());
            bounds[2 * i] = literal + literals.get(i).length();
            bounds[2 * i + 1] = end;
            end = literal;
        }
        bounds[0] = literal().length();
        bounds[1] = end;
        return bounds;
    }

    private int endOf(int parameter, String segment, int start) {
        String next = literals.get(parameter + 1);
        if (parameter < names.size() - 1) {
            return segment.indexOf(next, start + 1);
        }
        return segment.endsWith(next) ? segment.length() - next.length() : -1;
    }

    /** Whether every segment that the other pattern matches is matched by this one too. */
    public boolean covers(SegmentPattern other) {
        if (isParameter() || literals.equals(other.literals)) {
            return !isParameter() || !other.isEmpty();
        }
        return !isLiteral() && matches(other.witness());
    }

    /** A text of the pattern in which parameters can only be matched by parameters. Racy on purpose: two threads may both make it. */
    private String witness() {
        String known = witness;
        if (known == null) {
            known = isLiteral() ? literal() : String.join(Character.toString(ANY), literals);
            witness = known;
        }
        return known;
    }

    /** The pattern of folds: a literal as a segment folds, a literal around parameters as letters do. */
    public SegmentPattern folded() {
        List<String> folded = isLiteral()
                ? List.of(SegmentFold.of(literal()))
                : literals.stream().map(SegmentFold::letters).toList();
        return folded.equals(literals) ? this : new SegmentPattern(folded, names);
    }

    /** Whether a segment with these {@linkplain SegmentFold#letters letters} folds to what this pattern of folds matches. */
    public boolean matchesFold(String letters) {
        String trimmed = SegmentFold.trimmed(letters);
        return matches(letters) || (trimmed.length() < letters.length() && matches(trimmed));
    }

    /** A pattern that overlaps another loosened one wherever a segment that one matches as written is the other's as it folds. */
    public SegmentPattern loosened() {
        return isLiteral() ? folded() : ANYTHING;
    }

    /** Whether some segment is matched by both. */
    public boolean overlaps(SegmentPattern other) {
        if (isLiteral()) {
            return other.matches(literal());
        }
        return other.isLiteral() ? matches(other.literal()) : endsAgree(other);
    }

    /**
     * Whether one beginning continues the other, and one end the other. Two patterns with parameters overlap exactly if so: a text with
     * the longer beginning, the inner literals of both, and the longer end is of both, as each pattern's parameters take the other's
     * inner literals.
     */
    private boolean endsAgree(SegmentPattern other) {
        String begin = literal();
        String with = other.literal();
        String end = lastLiteral();
        String until = other.lastLiteral();
        return (begin.startsWith(with) || with.startsWith(begin)) && (end.endsWith(until) || until.endsWith(end));
    }

    /** A segment that both match, of two that overlap: the inner literals of one of them where that is enough. */
    public String common(SegmentPattern other) {
        if (isLiteral() || other.isLiteral()) {
            return isLiteral() ? literal() : other.literal();
        }
        List<String> inner = inner();
        List<String> others = other.inner();
        List<String> both = Stream.concat(inner.stream(), others.stream()).toList();
        return Stream.of(List.<String>of(), inner, others, both)
                .flatMap(middle -> texts(other, middle))
                .filter(text -> matches(text) && other.matches(text))
                .findFirst()
                .orElseThrow();
    }

    /** The literals between parameters. */
    private List<String> inner() {
        return literals.subList(1, literals.size() - 1);
    }

    /** Texts with the longer beginning and the longer end of the two, the shorter texts first. */
    private Stream<String> texts(SegmentPattern other, List<String> middle) {
        String begin = longer(literal(), other.literal());
        String end = longer(lastLiteral(), other.lastLiteral());
        String between = String.join(FILL, middle);
        return Stream.of(between, FILL + between, between + FILL, FILL + between + FILL)
                .map(text -> begin + text + end);
    }

    private static String longer(String one, String other) {
        return one.length() >= other.length() ? one : other;
    }

    /** How many steps it takes to compare the pattern with a text or with another pattern, beyond one: 0 unless both are long. */
    public int extraSteps(int length) {
        return (int) Math.min(Integer.MAX_VALUE, (long) length() * length / CHARACTERS_OF_STEP);
    }

    /** How many characters of a text the shortest one that it matches has. */
    public int length() {
        return literalLength() + names.size();
    }

    /** How many characters of a segment the pattern prescribes. */
    public int literalLength() {
        return literals.stream().mapToInt(String::length).sum();
    }

    /** Shape without parameter names: two templates of one shape are one action. */
    public String shape() {
        return shape;
    }

    public List<String> names() {
        return names;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SegmentPattern that && literals.equals(that.literals) && names.equals(that.names);
    }

    @Override
    public int hashCode() {
        return Objects.hash(literals, names);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(PathSegment.encode(literal()));
        for (int i = 0; i < names.size(); i++) {
            out.append('{').append(names.get(i)).append('}').append(PathSegment.encode(literals.get(i + 1)));
        }
        return out.toString();
    }
}
