package dev.mandate.control.api.command;

import dev.mandate.control.access.ActorSession;
import dev.mandate.control.log.command.Note;
import dev.mandate.engine.id.TenantId;
import java.time.Instant;

/**
 * Who gives a command, when, and to which stream.
 *
 * @param note kept with the entry
 */
public record CommandContext(ActorSession session, TenantId stream, Instant at, Note note) {}
