package dev.mandate.protocol.record;

import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the texts of one record to a bound and notes which were cut. Lengths are UTF-16 units, as in
 * {@link String#length}. Confined to one thread.
 */
public final class TextLimits {
    /** The maximum length of ids, codes and revisions; Mandate creates none that is longer. */
    static final int NAME = 64;

    /** The maximum length of a recorded method. */
    public static final int METHOD = 32;

    /** The maximum length of a recorded path or action. */
    public static final int PATH = 1_024;

    static final int SPACE = 128;

    /** Bytes of a record as JSON without its texts: member names, numbers, and the names of cut members. */
    private static final int FRAME = 512;

    /** Bytes of a control character in JSON: a backslash, {@code u} and four digits. */
    private static final int ESCAPED = 6;

    /** The text members of a record. */
    private static final Set<String> MEMBERS =
            Set.of("id", "tenant", "app", "user", "position", "method", "path", "action", "space", "code", "reason");

    private final NavigableSet<String> names = new TreeSet<>();

    /** Starts with the members that were cut before; ignores names that are no members. */
    TextLimits(@Nullable List<String> before) {
        if (before != null) {
            before.stream().filter(TextLimits::isMember).forEach(names::add);
        }
    }

    private static boolean isMember(@Nullable String name) {
        return name != null && MEMBERS.contains(name);
    }

    @Nullable
    String text(String name, @Nullable String text, int most) {
        if (text == null || text.length() <= most) {
            return text;
        }
        names.add(name);
        return beginning(text, most);
    }

    /** Returns the text, cut to {@code most} UTF-16 units, without half of a surrogate pair at its end. */
    public static String beginning(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean halved =
                Character.isHighSurrogate(text.charAt(most - 1)) && Character.isLowSurrogate(text.charAt(most));
        return text.substring(0, halved ? most - 1 : most);
    }

    /** Returns the names of cut members; null if none was cut. */
    @Nullable
    List<String> names() {
        return names.isEmpty() ? null : List.copyOf(names);
    }

    /** Returns an upper bound for the bytes of a record with these texts. */
    static int bytes(@Nullable String... texts) {
        int bytes = FRAME;
        for (String text : texts) {
            bytes += text == null ? 0 : bytes(text);
        }
        return bytes;
    }

    private static int bytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escaped = c < ' ' || c == '"' || c == '\\';
            bytes += escaped || Character.isSurrogate(c) ? ESCAPED : c < 0x80 ? 1 : 3;
        }
        return bytes;
    }
}
