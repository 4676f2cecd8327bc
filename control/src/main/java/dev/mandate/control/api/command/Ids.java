package dev.mandate.control.api.command;

import dev.mandate.engine.id.UserId;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Ids from outside, as the types that they stand for. */
public final class Ids {
    /** Stands for the caller's own id in paths. */
    public static final String ME = "me";

    private Ids() {}

    /** The id that a body supplies for something new, or a UUID where it supplies none. */
    public static <T> T suppliedOr(String field, @Nullable String text, Function<String, T> type) {
        if (text == null) {
            return type.apply(UUID.randomUUID().toString());
        }
        requireStart(field, text);
        return in(field, text, type);
    }

    /** Refuses an id to be that begins with a hyphen: command lines take it for an option. */
    static void requireStart(String field, String id) {
        if (id.startsWith("-")) {
            throw Refusals.malformed(field, "begins with `-`, as options do: choose another id");
        }
    }

    /** The id that a body must supply. */
    public static <T> T in(String field, @Nullable String text, Function<String, T> type) {
        if (text == null) {
            throw Refusals.malformed(field, "is required");
        }
        try {
            return type.apply(text);
        } catch (IllegalArgumentException e) {
            throw Refusals.malformed(field, String.valueOf(e.getMessage()));
        }
    }

    /** The id of a user to be: {@code me} is nobody's, because paths say it for whoever calls. */
    public static UserId newUser(String field, @Nullable String text) {
        if (ME.equalsIgnoreCase(text)) {
            throw Refusals.malformed(field, "`" + ME + "` stands for the caller in paths: choose another id");
        }
        return suppliedOr(field, text, UserId::new);
    }

    /** The id that a path names; one that cannot be an id names nothing. */
    public static <T> T named(String kind, String text, Function<String, T> type) {
        try {
            return type.apply(text);
        } catch (IllegalArgumentException e) {
            throw Refusals.unknown(kind, text);
        }
    }
}
