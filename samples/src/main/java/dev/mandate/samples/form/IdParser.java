package dev.mandate.samples.form;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Parses ids in paths and bodies. */
public final class IdParser {
    static final Pattern MANDATE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private IdParser() {}

    /** Returns whether the text has the syntax of ids of Mandate's tenants and spaces. */
    public static boolean isMandateId(String text) {
        return MANDATE.matcher(text).matches();
    }

    /** Parses a UUID of 36 characters; empty for any other text, which is treated as the id of no resource. */
    public static Optional<UUID> parse(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
