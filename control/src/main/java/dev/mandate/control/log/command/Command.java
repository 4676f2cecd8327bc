package dev.mandate.control.log.command;

/**
 * A request to change a stream, as pure rules over the state that the append is conditional on. The log calls it again with the
 * newer state whenever another writer came first, so it must have no effects and read no clock.
 */
@FunctionalInterface
public interface Command<R> {
    /**
     * Returns the changes to append.
     *
     * @throws Refusal if the rules forbid it
     */
    ChangeProposal<R> propose(CommandState state);
}
