package dev.mandate.gateway.subject;

import com.github.benmanes.caffeine.cache.Interner;
import dev.mandate.engine.Bearer;
import dev.mandate.engine.Caller;
import dev.mandate.protocol.token.AccessToken;

/**
 * Keeps one copy of each value that many tokens repeat: the tenant's id, the audience and the signer. Shared objects
 * stay in the processor's caches while many tokens are in use. Thread-safe.
 */
final class RepeatedValues {
    private final Interner<Object> shared = Interner.newWeakInterner();

    VerifiedToken share(AccessToken read) {
        return new VerifiedToken(bearer(read.bearer()), read.validity(), one(read.audience()), one(read.signer()));
    }

    private Bearer bearer(Bearer read) {
        Caller caller = read.caller();
        return new Bearer(
                new Caller(one(caller.tenant()), caller.user(), caller.app()),
                read.credential(),
                read.revision(),
                read.tokenId(),
                read.grantType());
    }

    @SuppressWarnings("unchecked") // equal values of our records and of List.copyOf are of one type
    private <T> T one(T value) {
        return (T) shared.intern(value);
    }
}
