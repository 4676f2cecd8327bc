package dev.mandate.client.upstream;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code mandate.client.*} of an upstream; an unknown key stops the start.
 *
 * <p>An identity that lists 100 spaces is about 10,000 characters long. Set {@code server.max-http-request-header-size}
 * to 32KB if callers may reach that many.
 *
 * @param issuer the gateway's URL, exactly as in claim {@code iss}
 * @param audience the id under which this API was imported
 * @param jwksUri the URL of the gateways' public keys
 * @param keyMaxAge how long fetched keys are used without another fetch; default 5 minutes
 * @param refetchInterval shortest time between two fetches; default 2 seconds
 * @param timeout longest time that one fetch may take; default 2 seconds
 */
@ConfigurationProperties(prefix = "mandate.client", ignoreUnknownFields = false)
public record UpstreamSettings(
        String issuer,
        String audience,
        URI jwksUri,
        @DefaultValue("5m") Duration keyMaxAge,
        @DefaultValue("2s") Duration refetchInterval,
        @DefaultValue("2s") Duration timeout) {

    public UpstreamSettings {
        require("issuer", issuer);
        require("audience", audience);
        require("jwks-uri", jwksUri);
        requirePositive("key-max-age", keyMaxAge);
        requirePositive("refetch-interval", refetchInterval);
        requirePositive("timeout", timeout);
    }

    // Binding passes null for a missing key, even where the component is not nullable.
    private static void require(String key, @Nullable Object value) {
        if (value == null || value.toString().isBlank()) {
            throw new IllegalArgumentException(
                    "mandate.client." + key + " is missing: without it no identity can be verified");
        }
    }

    private static void requirePositive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("mandate.client." + key + " is `" + value + "`, must be above 0");
        }
    }
}
