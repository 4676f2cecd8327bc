package dev.mandate.samples.form;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids as they stand in paths and bodies. */
public final class Ids {
    static final Pattern MANDATE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private Ids() {}

    /** Whether this is an id as Mandate's tenants and spaces have. */
    public static boolean isMandateId(String text) {
        return MANDATE.matcher(text).matches();
    }

    /** The UUID written canonically; empty for anything else, which then is simply no resource's id. */
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
