package dev.mandate.control.token.endpoint;

import dev.mandate.control.token.issuer.TokenScopes;
import dev.mandate.control.token.issuer.TokenSettings;
import dev.mandate.control.token.secret.ClientSecrets;
import dev.mandate.control.token.secret.GeneratedSecret;
import dev.mandate.control.token.secret.StoredSecret;
import dev.mandate.engine.app.AuthenticationMethod;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** Authenticates a client by its secret alone: the digest finds the app, and the app must be the one that was named. */
final class ClientSecretProvider implements AuthenticationProvider {
    private final ClientSecrets secrets;
    private final ClientStanding standing;
    private final TokenSettings settings;

    ClientSecretProvider(ClientSecrets secrets, ClientStanding standing, TokenSettings settings) {
        this.secrets = secrets;
        this.standing = standing;
        this.settings = settings;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2ClientAuthenticationToken sent = (OAuth2ClientAuthenticationToken) authentication;
        StoredSecret stored = GeneratedSecret.parse(String.valueOf(sent.getCredentials()))
                .flatMap(this::find)
                .filter(s -> s.app().value().equals(sent.getPrincipal()))
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
        VerifiedClient client = standing.of(stored, method(sent.getClientAuthenticationMethod()));
        return new VerifiedClientAuthentication(client, registered(client), sent.getClientAuthenticationMethod());
    }

    private static AuthenticationMethod method(ClientAuthenticationMethod sent) {
        if (sent.equals(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)) {
            return AuthenticationMethod.CLIENT_SECRET_BASIC;
        }
        if (sent.equals(ClientAuthenticationMethod.CLIENT_SECRET_POST)) {
            return AuthenticationMethod.CLIENT_SECRET_POST;
        }
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }

    private Optional<StoredSecret> find(GeneratedSecret secret) {
        try {
            return secrets.find(secret);
        } catch (DataAccessException e) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE);
        }
    }

    private RegisteredClient registered(VerifiedClient client) {
        Set<String> scopes = client.management().isEmpty()
                ? settings.partnerScopes()
                : new HashSet<>(TokenScopes.names(client.management()));
        return RegisteredClient.withId(client.credential().value())
                .clientId(client.caller().app().value())
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(s -> s.addAll(scopes))
                .tokenSettings(org.springframework.security.oauth2.server.authorization.settings.TokenSettings.builder()
                        .accessTokenTimeToLive(settings.lifetime())
                        .build())
                .build();
    }
}
