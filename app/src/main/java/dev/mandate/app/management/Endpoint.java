package dev.mandate.app.management;

import dev.mandate.app.up.EnvironmentFile;
import dev.mandate.client.token.ClientAuthentication;
import dev.mandate.client.token.ClientCredentials;
import dev.mandate.client.token.ClientSecret;
import java.net.URI;

/** Where management is called, and as whom. */
public record Endpoint(URI control, ClientCredentials credentials) {
    /** Reads {@code CONTROL_URL}, {@code TOKEN_URL} and the client id and secret of a name. */
    public static Endpoint of(EnvironmentFile file, String name) {
        return new Endpoint(
                URI.create(file.get("CONTROL_URL")),
                new ClientCredentials(
                        URI.create(file.get("TOKEN_URL")),
                        file.get(name + "_CLIENT_ID"),
                        new ClientSecret(file.get(name + "_CLIENT_SECRET")),
                        ClientAuthentication.BASIC,
                        null));
    }

    public ManagementClient client() {
        return new ManagementClient(control, credentials);
    }
}
