package dev.mandate.control.log.command;

import dev.mandate.engine.Position;
import java.util.Optional;

/** The outcome of a command that was not refused. */
public sealed interface CommandOutcome<R> {
    /**
     * The command was carried out now.
     *
     * @param answer the stored answer, if there was an idempotency key
     */
    record Done<R>(Committed<R> committed, Optional<KeptAnswer> answer) implements CommandOutcome<R> {}

    /** The stored answer of a repeat under the same idempotency key. */
    record Replayed<R>(KeptAnswer answer, Position position) implements CommandOutcome<R> {}
}
