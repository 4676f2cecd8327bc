package dev.mandate.protocol.record;

import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the texts of one record, and notes which. Lengths are characters, as {@link String#length} counts them. Confined to one
 * thread.
 */
public final class Cut {
    /** Ids, codes and revisions: none that Mandate makes is longer. */
    static final int NAME = 64;

    /** The most characters of a request's method that are kept. */
    public static final int METHOD = 32;

    /** The most characters of a path or an action that are kept. */
    public static final int PATH = 1_024;

    static final int SPACE = 128;

    /** Of a record as JSON: its members' names, its numbers, and the names of all that were cut. */
    private static final int FRAME = 512;

    /** A control character in JSON: a backslash, {@code u} and four digits. */
    private static final int ESCAPED = 6;

    /** The members of a record that are texts. */
    private static final Set<String> MEMBERS =
            Set.of("id", "tenant", "app", "user", "position", "method", "path", "action", "space", "code", "reason");

    private final NavigableSet<String> names = new TreeSet<>();

    /** Begins with what was cut before, as far as it names members. */
    Cut(@Nullable List<String> before) {
        if (before != null) {
            before.stream().filter(Cut::isMember).forEach(names::add);
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

    /** Returns the text, at most so many characters of it, without half of a surrogate pair at its end. */
    public static String beginning(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean halved =
                Character.isHighSurrogate(text.charAt(most - 1)) && Character.isLowSurrogate(text.charAt(most));
        return text.substring(0, halved ? most - 1 : most);
    }

    /** What was cut; null if nothing was. */
    @Nullable
    List<String> names() {
        return names.isEmpty() ? null : List.copyOf(names);
    }

    /** The most bytes of a record with these texts. */
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
