package dev.mandate.engine.uri;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request path in the one form that is both decided and forwarded (RFC 3986, section 6.2.2).
 *
 * <p>Each segment is percent-decoded, checked, and written again with percent-encoding only where a path needs it, so
 * that no two spellings of one resource reach the router. Dot segments are resolved. What an upstream might read in
 * another way than we do is refused rather than repaired.
 */
public final class CanonicalPath {
    /** A path longer than this many characters is refused. */
    public static final int LONGEST = 8_192;

    /** More segments than most paths have. */
    private static final int SEGMENTS = 8;

    private final String text;

    /** The segments as a template matches them, each after a slash: decoded, they hold none, and never half of an escape. */
    private final String decoded;

    /** Of each segment in turn the end within {@link #decoded}, and the hash. */
    private final int[] marks;

    /** Of each segment its letters as they fold, once somebody asked. */
    private @Nullable String @Nullable [] letters;

    private CanonicalPath(String text, String decoded) {
        this.text = text;
        this.decoded = decoded;
        this.marks = marks(decoded);
    }

    private static int[] marks(String decoded) {
        int[] marks = new int[2 * SEGMENTS];
        int count = 0;
        int hash = 0;
        for (int i = 1; i <= decoded.length(); i++) {
            char c = i < decoded.length() ? decoded.charAt(i) : '/';
            if (c == '/') {
                marks = count + 2 > marks.length ? Arrays.copyOf(marks, 2 * marks.length) : marks;
                marks[count++] = i;
                marks[count++] = hash;
                hash = 0;
            } else {
                hash = 31 * hash + c;
            }
        }
        return Arrays.copyOf(marks, count);
    }

    /**
     * Reads the path of a request target, without its query.
     *
     * @param raw as received, beginning with {@code /}
     * @throws MalformedRequest if it is ambiguous: an encoded slash, backslash, NUL or control character, a raw
     *     backslash, {@code ;}, {@code ?} or {@code #}, an empty segment before the last, a dot segment above the root, an
     *     invalid or doubled percent-encoding, bytes that are not UTF-8 in NFC, a segment that some readers take for a dot
     *     segment or for an empty one
     */
    public static CanonicalPath parse(String raw) {
        refuseIfTooLong(raw);
        if (!raw.startsWith("/")) {
            throw new MalformedRequest("the path must begin with `/`");
        }
        return isPlain(raw) ? new CanonicalPath(raw, raw) : repaired(raw);
    }

    /** Whether there is nothing to decode, to resolve or to refuse: the path is its own canonical form. */
    private static boolean isPlain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '/' && !PathSegment.plain(c)) {
                return false;
            }
        }
        // what begins with a dot may be a dot segment
        return !raw.contains("//") && !raw.contains("/.");
    }

    private static CanonicalPath repaired(String raw) {
        String[] parts = raw.substring(1).split("/", -1);
        List<String> kept = new ArrayList<>(parts.length);
        for (int i = 0; i < parts.length; i++) {
            append(kept, PathSegment.decode(parts[i]), i == parts.length - 1);
        }
        String text = kept.stream().map(PathSegment::encode).collect(Collectors.joining("/", "/", ""));
        refuseIfTooLong(text);
        return new CanonicalPath(text, "/" + String.join("/", kept));
    }

    private static void refuseIfTooLong(String path) {
        if (path.length() > LONGEST) {
            throw new MalformedRequest("the path is longer than " + LONGEST + " characters");
        }
    }

    private static void append(List<String> kept, String decoded, boolean last) {
        switch (decoded) {
            case "." -> closeDirectory(kept, last);
            case ".." -> {
                if (kept.isEmpty()) {
                    throw new MalformedRequest("the path climbs above its root");
                }
                kept.removeLast();
                closeDirectory(kept, last);
            }
            case "" -> {
                if (!last) {
                    throw new MalformedRequest("the path has an empty segment");
                }
                kept.add("");
            }
            default -> kept.add(solid(decoded));
        }
    }

    private static String solid(String decoded) {
        if (SegmentFold.isHollow(decoded)) {
            throw new MalformedRequest("the path contains a segment of dots, spaces or invisible characters alone");
        }
        return decoded;
    }

    /** A path that ends in a dot segment names a directory (RFC 3986, section 5.2.4). */
    private static void closeDirectory(List<String> kept, boolean last) {
        if (last) {
            kept.add("");
        }
    }

    /** The path with its last segment {@linkplain SegmentFold#withoutFormat as it folds without a format}; null if it has no format. */
    @Nullable
    public CanonicalPath withoutFormat() {
        int last = length() - 1;
        String cut = mayHaveFormat(start(last)) ? SegmentFold.withoutFormat(segment(last)) : null;
        return cut == null
                ? null
                : new CanonicalPath(
                        text.substring(0, text.lastIndexOf('/') + 1) + PathSegment.encode(cut),
                        decoded.substring(0, start(last)) + cut);
    }

    private boolean mayHaveFormat(int start) {
        boolean may = false;
        for (int i = start; !may && i < decoded.length(); i++) {
            may = decoded.charAt(i) == '.' || decoded.charAt(i) >= 0x80;
        }
        return may;
    }

    /** The number of segments. */
    public int length() {
        return marks.length / 2;
    }

    public String segment(int index) {
        return decoded.substring(start(index), end(index));
    }

    /**
     * The segment as its {@linkplain SegmentFold#letters letters} fold: worked out once, as many patterns may ask for it. Racy on
     * purpose: two threads may both work it out.
     */
    public String letters(int index) {
        @Nullable String[] all = letters;
        if (all == null) {
            all = new String[length()];
            letters = all;
        }
        String known = all[index];
        if (known == null) {
            known = SegmentFold.letters(segment(index));
            all[index] = known;
        }
        return known;
    }

    private String fold(int index) {
        return SegmentFold.trimmed(letters(index));
    }

    /** The segment's {@link String#hashCode()}. */
    public int hash(int index) {
        return marks[2 * index + 1];
    }

    /** Whether the segment is this text. */
    public boolean is(int index, String segment) {
        int start = start(index);
        return end(index) - start == segment.length() && decoded.startsWith(segment, start);
    }

    /** The hash of the segment's {@linkplain SegmentFold fold}: allocates nothing if the segment is ASCII. */
    public int foldHash(int index) {
        int start = start(index);
        int end = SegmentFold.end(decoded, start, end(index));
        int hash = 0;
        for (int i = start; i < end; i++) {
            char c = decoded.charAt(i);
            if (c >= 0x80) {
                return fold(index).hashCode();
            }
            hash = 31 * hash + SegmentFold.lower(c);
        }
        return hash;
    }

    /** Whether this text is the segment's fold: allocates nothing if the segment is ASCII. */
    public boolean foldsTo(int index, String fold) {
        int start = start(index);
        int end = SegmentFold.end(decoded, start, end(index));
        boolean same = end - start == fold.length();
        for (int i = start; i < end; i++) {
            char c = decoded.charAt(i);
            if (c >= 0x80) {
                return fold(index).equals(fold);
            }
            same = same && SegmentFold.lower(c) == fold.charAt(i - start);
        }
        return same;
    }

    /** Only the last one can be. */
    public boolean isEmpty(int index) {
        return start(index) == end(index);
    }

    /** Whether there is text from this segment on. */
    public boolean hasTail(int index) {
        return index < length() - 1 || (index == length() - 1 && !isEmpty(index));
    }

    /**
     * Whether a request reaches an action's tail here. One that ends with {@code /} does not: many frameworks take it for the
     * path without, which can be a more specific action's.
     */
    public boolean hasRoutedTail(int index) {
        return index < length() && !isEmpty(length() - 1);
    }

    /** The segments from this one on, decoded. */
    public String tail(int index) {
        return decoded.substring(start(index));
    }

    private int start(int index) {
        return index == 0 ? 1 : marks[2 * index - 2] + 1;
    }

    private int end(int index) {
        return marks[2 * index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CanonicalPath that && decoded.equals(that.decoded);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The canonical text, which is what an upstream is sent. */
    @Override
    public String toString() {
        return text;
    }
}
