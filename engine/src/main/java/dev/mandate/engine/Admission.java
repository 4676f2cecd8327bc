package dev.mandate.engine;

/** Whether the bearer of a token stands, now and as far as is known. */
public sealed interface Admission permits Admission.Admitted, Decision.Unauthenticated, Decision.Undecided {
    /** It does: decide what it asks for. */
    record Admitted(Caller caller) implements Admission {}
}
