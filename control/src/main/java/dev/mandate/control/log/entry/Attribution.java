package dev.mandate.control.log.entry;

import dev.mandate.control.log.command.Note;
import dev.mandate.engine.id.TenantId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A note as one reader may see it. A tenant sees its own people as they are; of anybody else, who can only be an operator of
 * the platform, it sees neither id nor app, address or request.
 *
 * @param withheld whether the reader is not shown who it was
 */
public record Attribution(
        String actor,
        @Nullable String requestId,
        @Nullable String reason,
        @Nullable String address,
        boolean withheld) {
    /** The actor that a tenant is shown for every operator. */
    public static final String OPERATOR = "the platform's operator";

    public Attribution {
        Objects.requireNonNull(actor);
    }

    /**
     * Returns what the reader may see of the note.
     *
     * @param reader the tenant that reads, or the platform for its operators, who see everything
     */
    public static Attribution of(Note note, TenantId reader) {
        // INVARIANT: shown to those alone who are known to be allowed, so a new kind of actor is withheld
        boolean shown = reader.equals(TenantId.PLATFORM) || note.actor().startsWith(reader + "/");
        return shown
                ? new Attribution(note.actor(), note.requestId(), note.reason(), note.address(), false)
                : withheld(note.reason());
    }

    /** What a tenant is shown of an entry of the platform's log. */
    public static Attribution withheld(@Nullable String reason) {
        return new Attribution(OPERATOR, null, reason, null, true);
    }
}
