package dev.mandate.control.token.endpoint;

import dev.mandate.control.token.issuer.TokenScopes;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads a request of RFC 6749, section 4.4.2. An app that has management scopes and names none asks for all of them; partner scopes
 * carry no right, so none of them is the default.
 */
final class ClientCredentialsRequest implements AuthenticationConverter {
    private final OAuth2ClientCredentialsAuthenticationConverter standard =
            new OAuth2ClientCredentialsAuthenticationConverter();

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        if (standard.convert(request) instanceof OAuth2ClientCredentialsAuthenticationToken asked) {
            return asked.getScopes().isEmpty() && asked.getPrincipal() instanceof VerifiedClientAuthentication client
                    ? new OAuth2ClientCredentialsAuthenticationToken(
                            client, TokenScopes.names(client.client().management()), asked.getAdditionalParameters())
                    : asked;
        }
        return null;
    }
}
