package dev.mandate.control.api;

import dev.mandate.control.access.Manager;
import dev.mandate.control.log.Proposal;
import dev.mandate.control.log.State;

/** What a manager's command proposes at a state; pure, since it may be asked again at a later one. */
@FunctionalInterface
public interface Rule<R> {
    Proposal<R> propose(State state, Manager manager);
}
