package dev.mandate.engine.state;

import dev.mandate.engine.change.GrantType;
import dev.mandate.engine.change.ManagementScope;
import dev.mandate.engine.id.UserId;
import java.util.Optional;
import java.util.Set;

/**
 * An app's status, scopes and on-behalf user.
 *
 * @param notBefore tokens issued at a lower revision are revoked
 * @param onBehalfOf the one user for whom a client-credentials app acts; empty if not set yet
 */
public record App(
        boolean active, long notBefore, GrantType grantType, Set<ManagementScope> scopes, Optional<UserId> onBehalfOf) {
    public App {
        scopes = Set.copyOf(scopes);
    }

    App standing(boolean nowActive, long nowNotBefore) {
        return new App(nowActive, nowNotBefore, grantType, scopes, onBehalfOf);
    }

    App scoped(Set<ManagementScope> others) {
        return new App(active, notBefore, grantType, others, onBehalfOf);
    }

    App onBehalfOf(UserId user, long nowNotBefore) {
        return new App(active, nowNotBefore, grantType, scopes, Optional.of(user));
    }
}
