package dev.mandate.control.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.directory.Directory;
import dev.mandate.control.directory.Thing;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, in the order of ids.
 *
 * @param next what to pass as {@code cursor} for the following part; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String next) {
    /**
     * What part of a list is asked for.
     *
     * @param after the id before the part; empty for the first
     * @param limit 1 to 200
     */
    public record Ask(String after, int limit) {
        private static final int MOST = 200;

        /** Reads the parameters {@code limit} (50 if absent) and {@code cursor}. */
        public static Ask of(@Nullable String limit, @Nullable String cursor) {
            int asked = limit == null ? 50 : limit(limit, MOST);
            return new Ask(cursor == null ? "" : decoded(cursor), asked);
        }

        /** Reads a number of 1 to {@code most}: ASCII digits alone, as many as any number in range has. */
        public static int limit(String text, int most) {
            int limit = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
            if (limit < 1 || limit > most) {
                throw Refusals.malformed("limit", "must be 1 to " + most);
            }
            return limit;
        }

        private static String decoded(String cursor) {
            try {
                return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw Refusals.malformed("cursor", "must be the `next` of an answer");
            }
        }
    }

    /** The page of the things of one kind, each as it is shown. */
    public static <T> Page<T> of(Directory directory, Thing.Kind kind, Ask ask, Function<String, T> view) {
        return of(directory.page(kind, ask.after(), ask.limit() + 1), ask, view);
    }

    /** The page of a list of ids in order. */
    public static <T> Page<T> of(List<String> ids, Ask ask, Function<String, T> view) {
        List<String> found = ids.stream()
                .filter(id -> id.compareTo(ask.after()) > 0)
                .limit(ask.limit() + 1L)
                .toList();
        boolean more = found.size() > ask.limit();
        List<String> shown = more ? found.subList(0, ask.limit()) : found;
        return new Page<>(shown.stream().map(view).toList(), more ? cursor(shown.getLast()) : null);
    }

    /** The page of a map's values in the order of its keys, each as it is shown. */
    public static <V, T> Page<T> of(SortedMap<String, V> values, Ask ask, Function<V, T> view) {
        SortedMap<String, V> rest = ask.after().isEmpty() ? values : values.tailMap(ask.after() + "\0");
        List<T> shown = rest.values().stream().limit(ask.limit()).map(view).toList();
        boolean more = rest.size() > ask.limit();
        String last = rest.keySet().stream().limit(ask.limit()).reduce("", (before, key) -> key);
        return new Page<>(shown, more ? cursor(last) : null);
    }

    /** What the caller passes on to go on after that id. */
    public static String cursor(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }
}
