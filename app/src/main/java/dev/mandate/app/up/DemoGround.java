package dev.mandate.app.up;

import dev.mandate.app.demo.AppSetup;
import dev.mandate.app.management.Endpoint;
import dev.mandate.app.management.ManagementClient;
import dev.mandate.control.ControlServer;
import dev.mandate.control.postgres.Credentials;
import dev.mandate.samples.service.Database;
import dev.mandate.samples.service.Gateway;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What the demonstration's parts stand on: where the installation answers, its operator, and the files that say what there
 * is. What is there already stays.
 *
 * @param ports the ports of earlier starts, {@code ports.env}
 * @param file {@code demo.env}
 */
record DemoGround(
        Folder folder,
        ControlServer control,
        Installation.Addresses addresses,
        Endpoint platform,
        EnvironmentFile ports,
        EnvironmentFile file) {
    static DemoGround of(Folder folder, ControlServer control, Installation.Addresses addresses, Endpoint platform) {
        return new DemoGround(folder, control, addresses, platform, folder.file("ports.env"), folder.file("demo.env"));
    }

    /** The port of an earlier start if it is still free, else any. */
    int port(String name) {
        return Ports.freeLike(ports, name);
    }

    /** An id that is made at the first start. */
    String uuid(String name) {
        return file.once(name, () -> UUID.randomUUID().toString());
    }

    /** The app of the first start, {@code <PREFIX>_CLIENT_ID} with its secret; registered now if there is none. */
    void app(String prefix, Supplier<AppSetup.Registered> registering) {
        file.once(prefix + "_CLIENT_SECRET", () -> {
            AppSetup.Registered made = registering.get();
            file.set(prefix + "_CLIENT_ID", made.app());
            return made.secret();
        });
    }

    /** A schema of its own in the installation's database. */
    Database schema(String name) {
        Credentials own = control.database().sampleSchema(name);
        return new Database(own.url(), own.username(), own.password());
    }

    /** Whom the sample services believe: this installation's gateway. */
    Gateway believed() {
        return new Gateway(
                addresses.gateway().toString(), addresses.control().resolve("/.well-known/mandate-identity-jwks.json"));
    }

    /**
     * Imports an API: the same document and upstream again change nothing. Retires actions of earlier releases without asking
     * ({@code allowRetire}).
     */
    void importApi(String id, String kind, URI upstream) {
        try (ManagementClient operator = platform.client()) {
            operator.must(
                    "POST",
                    "/api/v1/apis",
                    Map.of(
                            "id",
                            id,
                            "kind",
                            kind,
                            "upstream",
                            upstream.toString(),
                            "document",
                            Resources.text("/openapi/" + id + ".yaml"),
                            "allowRetire",
                            true));
            operator.must("POST", "/api/v1/apis/" + id + "/actions/activate", Map.of("actions", "all"));
        }
    }

    /** Creates the tenant with an app that manages it, {@code <PREFIX>_ADMIN_CLIENT_ID}; returns its management. */
    Endpoint tenant(String id, String name, String prefix) {
        String admin = prefix + "_ADMIN";
        file.once(admin + "_CLIENT_SECRET", () -> {
            try (ManagementClient operator = platform.client()) {
                return operator.must(
                                "POST",
                                "/api/v1/tenants",
                                Map.of("id", id, "name", name, "app", uuid(admin + "_CLIENT_ID")))
                        .json()
                        .path("clientSecret")
                        .asString();
            }
        });
        return Endpoint.of(file, admin);
    }
}
