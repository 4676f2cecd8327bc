package dev.mandate.client.token;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How an app obtains tokens with its own credentials (RFC 6749, section 4.4).
 *
 * @param scope the space-separated scopes to request; null requests none
 */
public record ClientCredentials(
        URI tokenEndpoint,
        String clientId,
        ClientSecret secret,
        ClientAuthentication authentication,
        @Nullable String scope) {}
