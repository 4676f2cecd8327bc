package dev.mandate.control.log;

/**
 * What somebody wants, as pure rules over the state that the append will be conditional on. It is asked again, with the
 * newer state, whenever another writer came first: no effects, no clock.
 */
@FunctionalInterface
public interface Command<R> {
    /**
     * Says what changes.
     *
     * @throws Refusal if the rules forbid it
     */
    Proposal<R> propose(State state);
}
