package dev.mandate.engine;

import dev.mandate.engine.right.Term;
import dev.mandate.engine.state.Credential;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.trie.Edition;
import dev.mandate.engine.user.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Memo that a bearer's app, credential and token were active. It wraps {@link Standing}, which knows nothing of it.
 *
 * <p>It is valid until the tenant's apps, credentials or revoked tokens change, or until the credential expires. It
 * holds only editions, so that the memo does not keep an old snapshot in memory.
 */
record StandingMemo(Edition apps, Edition credentials, Edition revokedTokens, Term term) {
    /** Returns what {@link Standing#fault} returns; skips the checks that the bearer's memo covers. */
    static @Nullable Reason fault(Tenancy tenancy, Bearer bearer, Subject user, Instant now) {
        StandingMemo memo = bearer.standing();
        if (memo != null && memo.holds(tenancy, now)) {
            return Standing.faultOfTenantOrUser(tenancy, bearer, user);
        }
        Reason fault = Standing.fault(tenancy, bearer, user, now);
        Credential credential = tenancy.credentials().find(bearer.credential());
        if (fault == null && credential != null) {
            bearer.remember(of(tenancy, credential.term()));
        }
        return fault;
    }

    private static StandingMemo of(Tenancy tenancy, Term term) {
        return new StandingMemo(
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
