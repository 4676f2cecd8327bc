package dev.mandate.control.api;

import dev.mandate.control.access.Manager;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.Proposal;
import dev.mandate.control.log.State;
import org.jspecify.annotations.Nullable;

/**
 * A manager's wish as a typed value whose form was checked, with the rule that says what it changes. Every way in gives the same
 * commands. Pure: without effects and clock, since it is asked again at a newer state whenever another writer came first.
 *
 * @param <R> what the caller is told
 */
public interface ManagementCommand<R> {
    /** Returns the thing that it changes, removes or defines, to which {@code If-Match} refers; null if it makes a new one. */
    default @Nullable Thing target() {
        return null;
    }

    /**
     * Refuses a manager who may not give it, where its changes alone do not show that. Asked again before an earlier answer is
     * repeated.
     *
     * @throws dev.mandate.control.log.Refusal if the manager lacks the right
     */
    default void requireRight(State state, Manager manager) {}

    /**
     * Returns what it changes at this state.
     *
     * @throws dev.mandate.control.log.Refusal if a rule forbids it
     */
    Proposal<R> propose(State state, Manager manager);
}
