package dev.mandate.control.token;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** An authenticated client that still knows what was found out about it; the secret is not kept. */
final class ClientAuthentication extends OAuth2ClientAuthenticationToken {
    private final transient Client client;

    ClientAuthentication(Client client, RegisteredClient registered, ClientAuthenticationMethod method) {
        super(registered, method, null);
        this.client = client;
    }

    Client client() {
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
