package dev.mandate.control.api;

import dev.mandate.control.access.Manager;
import dev.mandate.control.log.State;

/** What a manager needs for one command beside the house rules; asked of the state that the command is checked against. */
@FunctionalInterface
public interface Right {
    /** @throws dev.mandate.control.log.Refusal if the manager lacks it */
    void require(State state, Manager manager);
}
