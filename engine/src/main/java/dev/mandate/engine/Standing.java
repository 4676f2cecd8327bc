package dev.mandate.engine;

import dev.mandate.engine.change.GrantType;
import dev.mandate.engine.change.TenantStatus;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.state.User;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the bearer of a token stands: step 3, the first thing wrong. */
final class Standing {
    private final Tenancy tenancy;
    private final Bearer bearer;
    private final Instant now;

    Standing(Tenancy tenancy, Bearer bearer, Instant now) {
        this.tenancy = tenancy;
        this.bearer = bearer;
        this.now = now;
    }

    /** Why it does not stand; empty if it does. */
    Optional<Reason> fault() {
        return tenant().or(this::app).or(this::user).or(this::credential).or(this::token);
    }

    private Optional<Reason> tenant() {
        if (tenancy.status() == TenantStatus.SUSPENDED) {
            return Optional.of(Reason.TENANT_SUSPENDED);
        }
        return when(bearer.revision() < tenancy.notBefore(), Reason.TENANT_TOKENS_REVOKED);
    }

    private Optional<Reason> app() {
        AppId id = bearer.caller().app();
        App app = tenancy.apps().get(id).orElse(null);
        if (app == null) {
            return Optional.of(Reason.APP_UNKNOWN);
        }
        if (!app.active()) {
            return Optional.of(Reason.APP_DISABLED);
        }
        return onBehalf(app).or(() -> when(bearer.revision() < app.notBefore(), Reason.APP_TOKENS_REVOKED));
    }

    private Optional<Reason> onBehalf(App app) {
        UserId actsFor = app.onBehalfOf().orElse(null);
        boolean fixed = bearer.grantType() == GrantType.CLIENT_CREDENTIALS;
        return when(fixed && !bearer.caller().user().equals(actsFor), Reason.ON_BEHALF_CHANGED);
    }

    private Optional<Reason> user() {
        User user = tenancy.users().get(bearer.caller().user()).orElse(null);
        if (user == null) {
            return Optional.of(Reason.USER_UNKNOWN);
        }
        if (!user.active()) {
            return Optional.of(Reason.USER_DISABLED);
        }
        return when(bearer.revision() < user.notBefore(), Reason.USER_TOKENS_REVOKED);
    }

    private Optional<Reason> credential() {
        boolean live = tenancy.credentials()
                .get(bearer.credential())
                .filter(c -> c.owner().equals(bearer.caller().app()) && c.term().holds(now))
                .isPresent();
        return when(!live, Reason.CREDENTIAL_WITHDRAWN);
    }

    private Optional<Reason> token() {
        @Nullable
        Instant revoked = tenancy.revokedTokens().get(bearer.tokenId()).orElse(null);
        return when(revoked != null, Reason.TOKEN_REVOKED);
    }

    private static Optional<Reason> when(boolean wrong, Reason reason) {
        return wrong ? Optional.of(reason) : Optional.empty();
    }
}
