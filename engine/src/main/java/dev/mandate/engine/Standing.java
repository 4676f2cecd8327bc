package dev.mandate.engine;

import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.change.TenantStatus;
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Credential;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.user.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Step 3: checks that tenant, app, user, credential and token are active. The first failed check gives the reason. */
final class Standing {
    private Standing() {}

    /** Returns why the bearer is refused; null if every check passes. */
    static @Nullable Reason fault(Tenancy tenancy, Bearer bearer, Subject user, Instant now) {
        Reason fault = tenant(tenancy, bearer);
        if (fault == null) {
            fault = app(tenancy, bearer);
        }
        if (fault == null) {
            fault = user(user, bearer);
        }
        return fault == null ? credential(tenancy, bearer, now) : fault;
    }

    /** Returns why a bearer is refused whose app, credential and token are known to be active. */
    static @Nullable Reason faultOfTenantOrUser(Tenancy tenancy, Bearer bearer, Subject user) {
        Reason fault = tenant(tenancy, bearer);
        return fault == null ? user(user, bearer) : fault;
    }

    private static @Nullable Reason tenant(Tenancy tenancy, Bearer bearer) {
        if (tenancy.status() == TenantStatus.SUSPENDED) {
            return Reason.TENANT_SUSPENDED;
        }
        return bearer.revision() < tenancy.notBefore() ? Reason.TENANT_TOKENS_REVOKED : null;
    }

    private static @Nullable Reason app(Tenancy tenancy, Bearer bearer) {
        App app = tenancy.apps().find(bearer.caller().app());
        if (app == null) {
            return Reason.APP_UNKNOWN;
        }
        if (!app.active()) {
            return Reason.APP_DISABLED;
        }
        if (bearer.grantType() == GrantType.CLIENT_CREDENTIALS && !actsForTheUser(app, bearer)) {
            return Reason.ON_BEHALF_CHANGED;
        }
        return bearer.revision() < app.notBefore() ? Reason.APP_TOKENS_REVOKED : null;
    }

    private static boolean actsForTheUser(App app, Bearer bearer) {
        return app.onBehalfOf().isPresent()
                && app.onBehalfOf().get().equals(bearer.caller().user());
    }

    private static @Nullable Reason user(Subject user, Bearer bearer) {
        if (!user.present()) {
            return Reason.USER_UNKNOWN;
        }
        if (!user.active()) {
            return Reason.USER_DISABLED;
        }
        return bearer.revision() < user.notBefore() ? Reason.USER_TOKENS_REVOKED : null;
    }

    private static @Nullable Reason credential(Tenancy tenancy, Bearer bearer, Instant now) {
        Credential credential = tenancy.credentials().find(bearer.credential());
        if (credential == null || !isLive(credential, bearer, now)) {
            return Reason.CREDENTIAL_WITHDRAWN;
        }
        return tenancy.revokedTokens().contains(bearer.tokenId()) ? Reason.TOKEN_REVOKED : null;
    }

    private static boolean isLive(Credential credential, Bearer bearer, Instant now) {
        return credential.owner().equals(bearer.caller().app())
                && credential.term().holds(now);
    }
}
