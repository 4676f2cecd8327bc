package dev.mandate.control.token.endpoint;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** The authentication of a client with what was verified about it; holds no secret. */
final class VerifiedClientAuthentication extends OAuth2ClientAuthenticationToken {
    private final transient VerifiedClient client;

    VerifiedClientAuthentication(
            VerifiedClient client, RegisteredClient registered, ClientAuthenticationMethod method) {
        super(registered, method, null);
        this.client = client;
    }

    VerifiedClient client() {
        return client;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
