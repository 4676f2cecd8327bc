package dev.mandate.engine.route;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

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

    private final String text;

    /** Decoded: a template matches what a segment means, never half of an escape. */
    private final String[] segments;

    private CanonicalPath(String text, List<String> segments) {
        this.segments = segments.toArray(String[]::new);
        this.text = text;
    }

    /**
     * Reads the path of a request target, without its query.
     *
     * @param raw as received, beginning with {@code /}
     * @throws MalformedRequest if it is ambiguous: an encoded slash, backslash, NUL or control character, a raw
     *     backslash, {@code ;}, {@code ?} or {@code #}, an empty segment before the last, a dot segment above the root, an
     *     invalid or doubled percent-encoding, bytes that are not UTF-8 in NFC
     */
    public static CanonicalPath parse(String raw) {
        refuseIfTooLong(raw);
        if (!raw.startsWith("/")) {
            throw new MalformedRequest("the path must begin with `/`");
        }
        return isPlain(raw) ? new CanonicalPath(raw, split(raw)) : repaired(raw);
    }

    /** Whether there is nothing to decode, to resolve or to refuse: the path is its own canonical form. */
    private static boolean isPlain(String raw) {
        boolean dotsOnly = false;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean begins = i > 0 && raw.charAt(i - 1) == '/';
            if (c == '/' ? begins || dotsOnly : !PathSegment.plain(c)) {
                return false;
            }
            dotsOnly = c == '.' && (begins || dotsOnly);
        }
        return !dotsOnly;
    }

    private static List<String> split(String raw) {
        List<String> segments = new ArrayList<>();
        int start = 1;
        for (int end = raw.indexOf('/', 1); end >= 0; end = raw.indexOf('/', start)) {
            segments.add(raw.substring(start, end));
            start = end + 1;
        }
        segments.add(raw.substring(start));
        return segments;
    }

    private static CanonicalPath repaired(String raw) {
        String[] parts = raw.substring(1).split("/", -1);
        List<String> kept = new ArrayList<>(parts.length);
        for (int i = 0; i < parts.length; i++) {
            append(kept, PathSegment.decode(parts[i]), i == parts.length - 1);
        }
        String text = kept.stream().map(PathSegment::encode).collect(Collectors.joining("/", "/", ""));
        refuseIfTooLong(text);
        return new CanonicalPath(text, kept);
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
            default -> kept.add(decoded);
        }
    }

    /** A path that ends in a dot segment names a directory (RFC 3986, section 5.2.4). */
    private static void closeDirectory(List<String> kept, boolean last) {
        if (last) {
            kept.add("");
        }
    }

    int length() {
        return segments.length;
    }

    String segment(int index) {
        return segments[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CanonicalPath that && Arrays.equals(segments, that.segments);
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
