package dev.mandate.samples.media.form;

import java.util.Optional;
import java.util.UUID;

/** Ids as they stand in paths and bodies. */
public final class Ids {
    private Ids() {}

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
