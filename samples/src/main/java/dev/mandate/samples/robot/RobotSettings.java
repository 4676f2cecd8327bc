package dev.mandate.samples.robot;

import dev.mandate.client.token.ClientAuthentication;
import dev.mandate.client.token.ClientCredentials;
import dev.mandate.client.token.ClientSecret;
import java.net.URI;
import java.util.Map;

/**
 * The settings that the studio gave to the vendor.
 *
 * @param gateway base URL of the partner API, without {@code /v1}
 * @param credentials the credentials of the registered app
 * @param place the vendor's tenant and workspace
 * @param operator the sample's operator port, which plays the studio's staff: it creates tasks and shows the
 *     outcome
 */
public record RobotSettings(URI gateway, ClientCredentials credentials, Place place, URI operator) {
    /** A workspace of a tenant. */
    public record Place(String tenant, String workspace) {}

    /**
     * Reads
     * {@code GATEWAY_URL TOKEN_URL VENDOR_CLIENT_ID VENDOR_CLIENT_SECRET VENDOR_TENANT VENDOR_WORKSPACE_ID MEDIA_OPERATOR_URL}.
     *
     * @throws RobotException naming the first one that is missing, or is no URL but must be one
     */
    public static RobotSettings read(Map<String, String> environment) {
        ClientCredentials credentials = new ClientCredentials(
                url(environment, "TOKEN_URL"),
                text(environment, "VENDOR_CLIENT_ID"),
                new ClientSecret(text(environment, "VENDOR_CLIENT_SECRET")),
                ClientAuthentication.FORM,
                "cfgateway");
        return new RobotSettings(
                url(environment, "GATEWAY_URL"),
                credentials,
                new Place(text(environment, "VENDOR_TENANT"), text(environment, "VENDOR_WORKSPACE_ID")),
                url(environment, "MEDIA_OPERATOR_URL"));
    }

    private static URI url(Map<String, String> environment, String name) {
        String text = text(environment, name);
        try {
            URI url = URI.create(text);
            if (url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException malformed) {
            // thrown below, as for a URL without a host
        }
        throw new RobotException(name + " is `" + text + "`, must be a URL");
    }

    private static String text(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new RobotException(name + " is missing: set it as the studio gave it to you");
        }
        return value;
    }
}
