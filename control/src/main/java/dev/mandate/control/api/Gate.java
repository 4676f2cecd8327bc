package dev.mandate.control.api;

/** Asks, before a call's body is read, whether its caller may give such a command at all. */
public interface Gate {
    /** Whether the gate is for calls of a path, decoded. */
    boolean guards(String path);

    /**
     * Asks on the current state; the command asks again on the state that its append is conditional on.
     *
     * @param call without its body
     * @throws dev.mandate.control.log.Refusal as the command would refuse the caller
     */
    void require(Call call, Callers open);
}
