package dev.mandate.engine;

import dev.mandate.engine.user.Subject;

/**
 * The result of {@link Engine#admit}: the caller is admitted, unauthenticated, or undecided because the state is too
 * old.
 */
public sealed interface Admission permits Admission.Admitted, Decision.Unauthenticated, Decision.Undecided {
    /** Tenant, app, user, credential and token are active. Continue with {@link Engine#decide} for this subject. */
    record Admitted(Caller caller, Subject subject) implements Admission {}
}
