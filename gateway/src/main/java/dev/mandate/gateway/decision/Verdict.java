package dev.mandate.gateway.decision;

import dev.mandate.engine.Caller;
import dev.mandate.engine.Decision;
import dev.mandate.engine.Request;
import dev.mandate.engine.View;

/** The result of steps 0 to 6, with what its answer needs. */
public sealed interface Verdict {
    /** A browser asks whether it may call (Fetch, CORS preflight): answered here, never forwarded. */
    record Preflight() implements Verdict {}

    /** A path of the control plane, which decides the request itself. */
    record Delegated(Request request) implements Verdict {}

    /**
     * The request may be forwarded.
     *
     * @param request in the form that was decided: its path and query, and no others, are forwarded
     * @param view the state that it was decided on
     */
    record Allowed(Request request, View view, Caller caller, Decision.Allow allow) implements Verdict {}

    /** The request goes no further. */
    record Denied(Refused refusal) implements Verdict {}
}
