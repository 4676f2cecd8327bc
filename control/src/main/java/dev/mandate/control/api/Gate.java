package dev.mandate.control.api;

/** Checks, before anything of a call is parsed, whether its caller may make such a call at all. */
public interface Gate {
    /** Whether the gate is for calls of a path, decoded. */
    boolean guards(String path);

    /**
     * Asks on the current state; the view or the command checks again on the state that it uses.
     *
     * @param call without its body
     * @throws dev.mandate.control.log.command.Refusal as the command would refuse the caller
     */
    void require(Call call, Callers open);
}
