package dev.mandate.control.log.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who did it and why: stored with the changes of an entry, never sent to gateways, erasable without breaking the chain.
 *
 * @param actor who asked, as an id; unique idempotency keys are his own
 * @param requestId of the request that asked
 * @param reason in the actor's words
 * @param address that the request came from
 */
public record Note(
        String actor,
        String requestId,
        @Nullable String reason,
        @Nullable String address) {
    /** The actor of a recovery on the machine. No user is named so: theirs are {@code TENANT/USER by APP}. */
    public static final String RECOVERY = "recover";

    public Note {
        Objects.requireNonNull(actor);
        Objects.requireNonNull(requestId);
    }
}
