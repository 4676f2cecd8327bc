package dev.mandate.control.api.command;

import dev.mandate.control.access.Manager;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import org.jspecify.annotations.Nullable;

/**
 * A change that a manager asks for, and the rule that says what it changes. Every way in gives the same commands. The rule runs
 * again at a newer state if another writer was first, so it has no effects and no clock.
 *
 * @param <R> the result
 */
public interface ManagementCommand<R> {
    /** Returns the thing that {@code If-Match} is compared with; null if the command makes a new one. */
    default @Nullable Thing target() {
        return null;
    }

    /**
     * Refuses a manager without the right to this command; needed only where the house rules cannot tell it from the changes. It
     * is checked again before an earlier answer is repeated.
     *
     * @throws dev.mandate.control.log.command.Refusal if the manager lacks the right
     */
    default void requireRight(CommandState state, Manager manager) {}

    /**
     * Returns what it changes at this state.
     *
     * @throws dev.mandate.control.log.command.Refusal if a rule forbids it
     */
    ChangeProposal<R> propose(CommandState state, Manager manager);
}
