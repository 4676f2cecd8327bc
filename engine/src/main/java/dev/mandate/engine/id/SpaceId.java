package dev.mandate.engine.id;

import java.util.Optional;

/** A workspace or a sales channel, unique within its tenant and kind. 1 to 64 of {@code [A-Za-z0-9_-]}. */
public record SpaceId(String value) {
    public SpaceId {
        Ids.checked("space id", value);
    }

    /** Returns the id if the text is well-formed; empty otherwise, because no space can have such an id. */
    public static Optional<SpaceId> ifWellFormed(String text) {
        return Ids.wellFormed(text) ? Optional.of(new SpaceId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
