package dev.mandate.engine.state;

import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.id.UserId;
import java.util.Optional;
import java.util.Set;

/**
 * An app's status, grant types, scopes and on-behalf user.
 *
 * @param notBefore tokens issued at a lower revision are revoked
 * @param onBehalfOf the one user for whom a client-credentials app acts; empty if not set yet
 */
public record App(
        boolean active,
        long notBefore,
        Set<GrantType> grantTypes,
        Set<ManagementScope> scopes,
        Optional<UserId> onBehalfOf) {
    public App {
        grantTypes = Set.copyOf(grantTypes);
        scopes = Set.copyOf(scopes);
    }

    /**
     * Returns the grant type of a token that does not name its own: client credentials if the app may use it, because
     * only such a token must be on behalf of the app's one user.
     */
    public GrantType grantType() {
        return grantTypes.contains(GrantType.CLIENT_CREDENTIALS)
                ? GrantType.CLIENT_CREDENTIALS
                : GrantType.AUTHORIZATION_CODE;
    }

    App standing(boolean nowActive, long nowNotBefore) {
        return new App(nowActive, nowNotBefore, grantTypes, scopes, onBehalfOf);
    }

    App scoped(Set<ManagementScope> others) {
        return new App(active, notBefore, grantTypes, others, onBehalfOf);
    }

    App onBehalfOf(UserId user, long nowNotBefore) {
        return new App(active, nowNotBefore, grantTypes, scopes, Optional.of(user));
    }
}
