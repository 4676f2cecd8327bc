package dev.mandate.control.api.command;

import dev.mandate.control.access.ActorSession;
import dev.mandate.control.log.command.Note;
import dev.mandate.control.token.bearer.Actor;
import dev.mandate.engine.id.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who gives a command, when, and to which stream.
 *
 * @param note kept with the entry
 */
public record CommandContext(ActorSession session, TenantId stream, Instant at, Note note) {
    /**
     * Returns the context of a command to the actor's own stream, without a reason.
     *
     * @param address of the caller, for the entry's note
     */
    public static CommandContext of(ActorSession session, Instant at, String requestId, @Nullable String address) {
        Actor actor = session.actor();
        String name = actor.tenant() + "/" + actor.user() + " by " + actor.app();
        return new CommandContext(session, actor.tenant(), at, new Note(name, requestId, null, address));
    }

    /** Returns the context of a command to another stream. */
    public CommandContext to(TenantId other) {
        return new CommandContext(session, other, at, note);
    }

    /** Returns the context of an entry that says why. */
    public CommandContext because(String why) {
        return new CommandContext(session, stream, at, new Note(note.actor(), note.requestId(), why, note.address()));
    }

    /** Returns the context of an entry in a tenant's log that follows from this command. Its note has the reason and no address. */
    public CommandContext consequence(TenantId tenant, String why) {
        return new CommandContext(session, tenant, at, new Note(note.actor(), note.requestId(), why, null));
    }
}
