package dev.mandate.engine;

import dev.mandate.engine.state.Subject;

/** Whether the bearer of a token stands, now and as far as is known. */
public sealed interface Admission permits Admission.Admitted, Decision.Unauthenticated, Decision.Undecided {
    /** It does: decide what it asks for, with the user as it was found. */
    record Admitted(Caller caller, Subject subject) implements Admission {}
}
