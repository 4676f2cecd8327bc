package dev.mandate.engine.template;

import dev.mandate.engine.uri.PathSegment;
import dev.mandate.engine.uri.SegmentFold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One segment of a template: literals and parameters in turn, such as {@code tasks}, {@code {taskId}},
 * {@code {sid}.json} or {@code {base}...{head}}. A parameter stands for one character or more.
 */
public final class SegmentPattern {
    /** Stands for a parameter where one pattern is matched against another; no canonical path contains it. */
    private static final char ANY = '\uFFFF';

    /** Stands for any number of characters. */
    private static final char MORE = '\uFFFE';

    /** Literals around the parameters, decoded: one more than there are parameters, empty where nothing stands between. */
    private final List<String> literals;

    private final List<String> names;

    private final String shape;

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

    public boolean matches(String segment) {
        return bounds(segment).isPresent();
    }

    /** The text that the named parameter stands for, if the segment matches and has such a parameter. */
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
        if (isLiteral()) {
            return segment.equals(literal()) ? Optional.of(new int[0]) : Optional.empty();
        }
        if (!segment.startsWith(literal())) {
            return Optional.empty();
        }
        int[] bounds = new int[2 * names.size()];
        int at = literal().length();
        for (int i = 0; i < names.size(); i++) {
            int end = endOf(i, segment, at);
            if (end <= at) {
                return Optional.empty();
            }
            bounds[2 * i] = at;
            bounds[2 * i + 1] = end;
            at = end + literals.get(i + 1).length();
        }
        return Optional.of(bounds);
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
        return matches(other.witness());
    }

    /** A text of the pattern in which parameters can only be matched by parameters. */
    private String witness() {
        return String.join(Character.toString(ANY), literals);
    }

    /** The pattern of folds: a literal as a segment folds, a literal around parameters as letters do. */
    public SegmentPattern folded() {
        List<String> folded = isLiteral()
                ? List.of(SegmentFold.of(literal()))
                : literals.stream().map(SegmentFold::letters).toList();
        return folded.equals(literals) ? this : new SegmentPattern(folded, names);
    }

    /** Whether a segment folds to what this pattern of folds matches. */
    public boolean matchesFold(String segment) {
        String letters = SegmentFold.letters(segment);
        return matches(letters) || matches(SegmentFold.trimmed(letters));
    }

    /** A pattern that overlaps another loosened one wherever a segment that one matches as written is the other's as it folds. */
    SegmentPattern loosened() {
        return isLiteral() ? folded() : new SegmentPattern(List.of("", ""), List.of(names.getFirst()));
    }

    /** Whether some segment is matched by both. */
    public boolean overlaps(SegmentPattern other) {
        if (isLiteral() && other.isLiteral()) {
            return literal().equals(other.literal());
        }
        if (isParameter() || other.isParameter()) {
            return !isEmpty() && !other.isEmpty();
        }
        return endsAgree(other) && meetings(symbols(), other.symbols())[0][0];
    }

    /** Whether literals that both begin or end with allow it: cheap, and most pairs of a catalogue differ there. */
    private boolean endsAgree(SegmentPattern other) {
        String begin = literal();
        String with = other.literal();
        String end = literals.getLast();
        String until = other.literals.getLast();
        boolean open = !isLiteral() && !other.isLiteral();
        return !open
                || ((begin.startsWith(with) || with.startsWith(begin)) && (end.endsWith(until) || until.endsWith(end)));
    }

    /** By position in each pattern, whether some text is matched by what is left of both: filled from their ends. */
    private static boolean[][] meetings(String a, String b) {
        boolean[][] meet = new boolean[a.length() + 1][b.length() + 1];
        for (int i = a.length(); i >= 0; i--) {
            for (int j = b.length(); j >= 0; j--) {
                meet[i][j] = meets(a, b, i, j, meet);
            }
        }
        return meet;
    }

    /** A segment that both match, of two that overlap. */
    String common(SegmentPattern other) {
        String a = symbols();
        String b = other.symbols();
        boolean[][] meet = meetings(a, b);
        StringBuilder text = new StringBuilder();
        int i = 0;
        int j = 0;
        while (i < a.length() || j < b.length()) {
            boolean moreOfA = i < a.length() && a.charAt(i) == MORE;
            boolean moreOfB = j < b.length() && b.charAt(j) == MORE;
            if (moreOfA && meet[i + 1][j]) {
                i++;
            } else if (moreOfB && meet[i][j + 1]) {
                j++;
            } else {
                text.append(either(moreOfA ? ANY : a.charAt(i), moreOfB ? ANY : b.charAt(j)));
                i += moreOfA ? 0 : 1;
                j += moreOfB ? 0 : 1;
            }
        }
        return text.toString();
    }

    private static char either(char a, char b) {
        char one = a == ANY ? b : a;
        return one == ANY ? 'x' : one;
    }

    private static boolean meets(String a, String b, int i, int j, boolean[][] meet) {
        boolean someOfA = i < a.length();
        boolean someOfB = j < b.length();
        if (!someOfA && !someOfB) {
            return true;
        }
        if (someOfA && a.charAt(i) == MORE) {
            return meet[i + 1][j] || (someOfB && meet[i][j + 1]);
        }
        if (someOfB && b.charAt(j) == MORE) {
            return meet[i][j + 1] || (someOfA && meet[i + 1][j]);
        }
        return someOfA && someOfB && same(a.charAt(i), b.charAt(j)) && meet[i + 1][j + 1];
    }

    private static boolean same(char a, char b) {
        return a == b || a == ANY || b == ANY;
    }

    /** The pattern with each parameter as one character of any kind and any number of further ones. */
    private String symbols() {
        return String.join("" + ANY + MORE, literals);
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
