package dev.mandate.control.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.control.answer.SizedItems;
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
 * @param keys of the items, after each of which the part can end; empty for a part that can end nowhere else
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(
        List<T> items, @Nullable String next, @JsonIgnore List<String> keys) {
    /** Makes a part that ends nowhere else. */
    public Page(List<T> items, @Nullable String next) {
        this(items, next, List.of());
    }

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
        return new Page<>(shown.stream().map(view).toList(), more ? cursor(shown.getLast()) : null, shown);
    }

    /** The page of a map's values in the order of its keys, each as it is shown. */
    public static <V, T> Page<T> of(SortedMap<String, V> values, Ask ask, Function<V, T> view) {
        SortedMap<String, V> rest = ask.after().isEmpty() ? values : values.tailMap(ask.after() + "\0");
        List<T> shown = rest.values().stream().limit(ask.limit()).map(view).toList();
        List<String> keys = rest.keySet().stream().limit(ask.limit()).toList();
        return new Page<>(shown, rest.size() > ask.limit() ? cursor(keys.getLast()) : null, keys);
    }

    /** Returns the same part with its items in another form, one for one. */
    public <V> Page<V> with(List<V> others) {
        return new Page<>(others, next, keys);
    }

    /** Returns the part as it is written, which ends early where its items have more bytes; it has at least one if there is one. */
    Page<?> within(int bytes) {
        if (keys.isEmpty()) {
            return this;
        }
        SizedItems sized = new SizedItems(bytes);
        for (int item = 0; item < items.size(); item++) {
            if (!sized.add(JsonBody.write(items.get(item)))) {
                return new Page<>(sized.items(), cursor(keys.get(item - 1)));
            }
        }
        return new Page<>(sized.items(), next);
    }

    /** What the caller passes on to go on after that id. */
    public static String cursor(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }
}
