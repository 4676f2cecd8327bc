package dev.mandate.app.management;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.client.token.ClientAuthentication;
import dev.mandate.client.token.ClientCredentials;
import dev.mandate.client.token.ClientSecret;
import java.net.URI;

/** Where management is called, and as whom. */
public record ManagementEndpoint(URI control, ClientCredentials credentials) {
    /** Reads {@code CONTROL_URL}, {@code TOKEN_URL} and the client id and secret of a name. */
    public static ManagementEndpoint of(EnvironmentFile file, String name) {
        return of(file, name + "_CLIENT_ID", name + "_CLIENT_SECRET");
    }

    /** Reads {@code CONTROL_URL}, {@code TOKEN_URL}, {@code CLIENT_ID} and {@code CLIENT_SECRET}. */
    static ManagementEndpoint own(EnvironmentFile file) {
        return of(file, "CLIENT_ID", "CLIENT_SECRET");
    }

    private static ManagementEndpoint of(EnvironmentFile file, String id, String secret) {
        return new ManagementEndpoint(
                URI.create(file.get("CONTROL_URL")),
                new ClientCredentials(
                        URI.create(file.get("TOKEN_URL")),
                        file.get(id),
                        new ClientSecret(file.get(secret)),
                        ClientAuthentication.BASIC,
                        null));
    }

    public ManagementClient client() {
        return new ManagementClient(control, credentials);
    }
}
