package dev.mandate.control.api;

import dev.mandate.control.access.Manager;
import dev.mandate.control.log.State;

/** Refuses a manager who may not give one command, at the state that the command is checked against. */
@FunctionalInterface
public interface Right {
    /** @throws dev.mandate.control.log.Refusal if the manager lacks it */
    void require(State state, Manager manager);
}
