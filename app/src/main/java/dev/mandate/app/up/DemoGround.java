package dev.mandate.app.up;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.file.Folder;
import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.management.ManagementEndpoint;
import dev.mandate.app.vendor.AppSetup;
import dev.mandate.control.ControlServer;
import dev.mandate.control.postgres.Credentials;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.gateway.ControlPath;
import dev.mandate.samples.service.Database;
import dev.mandate.samples.service.TrustedGateway;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What the demonstration's parts stand on: where the installation answers, and the files that say what there is. What is
 * there already stays as it is.
 *
 * @param ports the ports of earlier starts, {@code ports.env}
 * @param file {@code demo.env}
 */
record DemoGround(
        Folder folder,
        ControlServer control,
        Installation.Addresses addresses,
        EnvironmentFile ports,
        EnvironmentFile file) {
    static DemoGround of(Folder folder, ControlServer control, Installation.Addresses addresses) {
        return new DemoGround(folder, control, addresses, folder.file("ports.env"), folder.file("demo.env"));
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
    TrustedGateway believed() {
        return new TrustedGateway(
                addresses.gateway().toString(), addresses.control().resolve(ControlPath.IDENTITY_KEYS));
    }

    /** Imports an API that is not there yet, and puts it in force; one that is there stays as it is. */
    void importApi(String id, String kind, URI upstream) {
        try (ManagementClient operator = platform().client()) {
            ManagementClient.Answer known = operator.find("/api/v1/apis/" + id);
            if (known.status() == 404) {
                operator.must(
                        "POST",
                        "/api/v1/apis",
                        Map.of("id", id, "kind", kind, "upstream", upstream.toString(), "document", document(id)));
                rememberDocument(id);
            }
            // a first start that broke off may have imported it and no more
            if (known.status() == 404 || !known.json().path("actions").has("ACTIVE")) {
                operator.must("POST", "/api/v1/apis/" + id + "/actions/activate", Map.of("actions", "all"));
            }
        }
    }

    /** Defines a connector that is not there yet. */
    void connector(String id) {
        try (ManagementClient operator = platform().client()) {
            if (operator.find("/api/v1/connectors/" + id).status() == 404) {
                operator.must("POST", "/api/v1/connectors", Resources.json("/connectors/" + id + ".json"));
            }
        }
    }

    /**
     * Lets the upstream of an API follow the address of this start, unless somebody set another. It needs no credential.
     *
     * @param variable of {@code demo.env}, where the address of the last start is
     */
    void follow(String id, String variable, URI upstream) {
        String now = upstream.toString();
        file.find(variable)
                .filter(last -> !last.equals(now))
                .ifPresent(last -> control.ownUpstreams()
                        .follow(id, last, now, "up: the sample answers at another port since this start"));
        file.set(variable, now);
    }

    /** The line that says how to import this release's document of an API; empty if an earlier start said so. */
    Optional<String> newDocument(String id) {
        if (file.find(digestVariable(id)).filter(digest(id)::equals).isPresent()) {
            return Optional.empty();
        }
        Path copy = folder.write(id + ".yaml", document(id));
        rememberDocument(id);
        return Optional.of(
                "this release has another document of the API " + id + ", and leaves the API as it is; to import it: "
                        + "./mandate import " + copy + " --id " + id + " --data " + copy.getParent());
    }

    private void rememberDocument(String id) {
        file.set(digestVariable(id), digest(id));
    }

    private static String digestVariable(String id) {
        return id.toUpperCase(Locale.ROOT).replace('-', '_') + "_DOCUMENT_SHA256";
    }

    private static String digest(String id) {
        return Digest.of(document(id).getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String document(String id) {
        return Resources.text("/openapi/" + id + ".yaml");
    }

    /** Management as the platform's first operator. */
    private ManagementEndpoint platform() {
        return PlatformFile.endpoint(folder);
    }

    /** Creates the tenant with an app that manages it, {@code <PREFIX>_ADMIN_CLIENT_ID}; returns its management. */
    ManagementEndpoint tenant(String id, String name, String prefix) {
        String admin = prefix + "_ADMIN";
        file.once(admin + "_CLIENT_SECRET", () -> {
            try (ManagementClient operator = platform().client()) {
                return operator.must(
                                "POST",
                                "/api/v1/tenants",
                                Map.of("id", id, "name", name, "app", uuid(admin + "_CLIENT_ID")))
                        .json()
                        .path("clientSecret")
                        .asString();
            }
        });
        return ManagementEndpoint.of(file, admin);
    }
}
