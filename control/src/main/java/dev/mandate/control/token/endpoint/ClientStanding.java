package dev.mandate.control.token.endpoint;

import dev.mandate.control.log.follow.Streams;
import dev.mandate.control.token.bearer.WaitingLine;
import dev.mandate.control.token.issuer.TokenSettings;
import dev.mandate.control.token.secret.StoredSecret;
import dev.mandate.engine.Admission;
import dev.mandate.engine.Bearer;
import dev.mandate.engine.Caller;
import dev.mandate.engine.Decision;
import dev.mandate.engine.Engine;
import dev.mandate.engine.Freshness;
import dev.mandate.engine.Position;
import dev.mandate.engine.Reason;
import dev.mandate.engine.View;
import dev.mandate.engine.app.AuthenticationMethod;
import dev.mandate.engine.app.CredentialKind;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.App;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/**
 * Whether the owner of a secret may have a token now: the very rule that would admit the bearer of that token, asked of the log's
 * snapshot before it is issued.
 */
final class ClientStanding {
    private final Streams streams;
    private final TokenSettings settings;
    private final InstantSource clock;
    private final WaitingLine line;

    ClientStanding(Streams streams, TokenSettings settings, InstantSource clock) {
        this.streams = streams;
        this.settings = settings;
        this.clock = clock;
        this.line = new WaitingLine(streams, settings.waitBounds());
    }

    /**
     * Finds the client of the secret.
     *
     * @throws OAuth2AuthenticationException {@code invalid_client} unless tenant, app and credential stand, and the app
     *     authenticates by this method;
     *     {@code unauthorized_client} if the app may not use this grant or its user does not stand;
     *     {@code temporarily_unavailable} if this node does not know enough
     */
    VerifiedClient of(StoredSecret secret, AuthenticationMethod sentBy) {
        View view = reached(secret);
        App app = view.tenant().tenancy().apps().get(secret.app()).orElseThrow(ClientStanding::invalid);
        requireLive(view, secret);
        requireMethod(secret, sentBy);
        if (!app.grantTypes().contains(GrantType.CLIENT_CREDENTIALS)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT);
        }
        UserId user = app.onBehalfOf()
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT));
        Caller caller = new Caller(secret.tenant(), user, secret.app());
        requireAdmitted(view, caller, secret);
        return new VerifiedClient(
                caller, secret.credential(), app.scopes(), view.tenant().revision());
    }

    /** The snapshot at the entry that made the secret, or a later one: it works at once on every node. */
    private View reached(StoredSecret secret) {
        if (!streams.clockIsRight()
                || !line.reaches(secret.tenant(), secret.app(), new Position(secret.revision(), 0))) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE);
        }
        return streams.view(secret.tenant());
    }

    /** INVARIANT: a digest without its fact in the log is void, and so is one whose fact says otherwise. */
    private static void requireLive(View view, StoredSecret secret) {
        boolean live = view.tenant()
                .tenancy()
                .credentials()
                .get(secret.credential())
                .filter(c -> c.kind() == CredentialKind.SECRET && c.owner().equals(secret.app()))
                .isPresent();
        if (!live) {
            throw invalid();
        }
    }

    /** INVARIANT: asked once the secret is found live, so that a stranger does not learn how an app authenticates. */
    private void requireMethod(StoredSecret secret, AuthenticationMethod sentBy) {
        Set<AuthenticationMethod> methods =
                streams.directory(secret.tenant()).settings(secret.app()).authenticationMethods();
        if (!methods.contains(sentBy)) {
            throw new WrongMethod(methods.iterator().next());
        }
    }

    private void requireAdmitted(View view, Caller caller, StoredSecret secret) {
        long revision = view.tenant().revision();
        Bearer bearer = new Bearer(caller, secret.credential(), revision, "not-issued", GrantType.CLIENT_CREDENTIALS);
        Freshness freshness = new Freshness(
                streams.age(TenantId.PLATFORM),
                streams.age(caller.tenant()),
                settings.staleness(),
                Position.ANY,
                OptionalLong.empty());
        Admission admission = Engine.admit(view, bearer, freshness, clock.instant());
        switch (admission) {
            case Admission.Admitted admitted -> {
                // it is active
            }
            case Decision.Unauthenticated(var reason) -> throw new OAuth2AuthenticationException(error(reason));
            case Decision.Undecided undecided ->
                throw new OAuth2AuthenticationException(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE);
        }
    }

    /** The app proved itself, so it may learn that it is its user who does not stand; all else looks like a wrong secret. */
    private static String error(Reason reason) {
        boolean user = reason == Reason.USER_UNKNOWN || reason == Reason.USER_DISABLED;
        return user ? OAuth2ErrorCodes.UNAUTHORIZED_CLIENT : OAuth2ErrorCodes.INVALID_CLIENT;
    }

    private static OAuth2AuthenticationException invalid() {
        return new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
}
