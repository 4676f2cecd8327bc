package dev.mandate.control.api;

import dev.mandate.control.log.command.CommandState;

/** How the outcome of a command is shown, from the state that it made. */
@FunctionalInterface
public interface Shown<R> {
    Reply reply(CommandState state, R result);
}
