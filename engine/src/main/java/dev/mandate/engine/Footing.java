package dev.mandate.engine;

import dev.mandate.engine.state.Edition;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.state.Term;
import java.time.Instant;

/**
 * Memo that a bearer's app, credential and token were active.
 *
 * <p>It is valid until the tenant's apps, credentials or revoked tokens change, or until the credential expires. It
 * holds only editions, so that the memo does not keep an old snapshot in memory.
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
