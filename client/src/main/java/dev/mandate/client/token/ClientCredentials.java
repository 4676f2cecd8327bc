package dev.mandate.client.token;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How an app obtains tokens for itself (RFC 6749 section 4.4).
 *
 * @param scope space-separated scope to ask for; null asks for none
 */
public record ClientCredentials(
        URI tokenEndpoint,
        String clientId,
        ClientSecret secret,
        ClientAuthentication authentication,
        @Nullable String scope) {}
