package dev.mandate.control.api;

import dev.mandate.control.log.State;

/** How the outcome of a command is shown, from the state that it made. */
@FunctionalInterface
public interface Shown<R> {
    Reply reply(State state, R result);
}
