package dev.mandate.engine;

import dev.mandate.engine.state.Edition;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.state.Term;
import java.time.Instant;

/**
 * That app, credential and token of a bearer stood, which is so until the apps, the credentials or the revoked tokens of its
 * tenant are others, or the credential ends. Holds editions alone, so that no earlier state is kept for its sake.
 */
record Footing(Edition apps, Edition credentials, Edition revokedTokens, Term term) {
    static Footing of(Tenancy tenancy, Term term) {
        return new Footing(
                tenancy.apps().edition(),
                tenancy.credentials().edition(),
                tenancy.revokedTokens().edition(),
                term);
    }

    boolean holds(Tenancy tenancy, Instant now) {
        return apps == tenancy.apps().edition()
                && credentials == tenancy.credentials().edition()
                && revokedTokens == tenancy.revokedTokens().edition()
                && term.holds(now);
    }
}
