package dev.mandate.control.log;

import dev.mandate.engine.Position;
import java.util.Optional;

/** What became of a command that was not refused. */
public sealed interface Outcome<R> {
    /**
     * It was done now.
     *
     * @param answer what was kept, if there was an idempotency key
     */
    record Done<R>(Committed<R> committed, Optional<Answer> answer) implements Outcome<R> {}

    /** It had been done before: the answer of then. */
    record Replayed<R>(Answer answer, Position position) implements Outcome<R> {}
}
