package dev.mandate.app.up;

import dev.mandate.app.demo.Steps;
import dev.mandate.app.demo.VendorSetup;
import dev.mandate.app.management.Endpoint;
import dev.mandate.app.management.ManagementClient;
import dev.mandate.control.ControlServer;
import dev.mandate.control.postgres.Credentials;
import dev.mandate.samples.media.MediaGateway;
import dev.mandate.samples.media.MediaGatewaySettings;
import dev.mandate.samples.media.operator.Demo;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The demonstration: the media gateway as an upstream and the tenant {@code studio}, set up over the management API like
 * anybody's. {@code demo.env} says what there is; what is there already stays.
 */
final class DemoSetup implements AutoCloseable {
    private static final String TENANT = "studio";

    /** Where the installation answers, and how to call it as the platform's operator. */
    record Access(Installation.Addresses addresses, Endpoint platform) {}

    private final MediaGateway media;
    private final EnvironmentFile file;
    private final Access access;

    private DemoSetup(MediaGateway media, EnvironmentFile file, Access access) {
        this.media = media;
        this.file = file;
        this.access = access;
    }

    static DemoSetup start(Folder folder, ControlServer control, Access access) {
        MediaGateway media = MediaGateway.start(settings(folder, control, access));
        DemoSetup demo = new DemoSetup(media, folder.file("demo.env"), access);
        try {
            demo.copyOperator(folder.file("platform.env"));
            demo.complete();
            return demo;
        } catch (RuntimeException e) {
            media.close();
            throw e;
        }
    }

    private static MediaGatewaySettings settings(Folder folder, ControlServer control, Access access) {
        EnvironmentFile ports = folder.file("ports.env");
        Credentials database = control.database().sampleSchema("media");
        return new MediaGatewaySettings(
                new MediaGatewaySettings.Listen(
                        "127.0.0.1",
                        Ports.freeLike(ports, "MEDIA_API_PORT"),
                        Ports.freeLike(ports, "MEDIA_STORAGE_PORT"),
                        Ports.freeLike(ports, "MEDIA_OPERATOR_PORT")),
                new MediaGatewaySettings.Database(database.url(), database.username(), database.password()),
                new MediaGatewaySettings.Gateway(
                        access.addresses().gateway().toString(),
                        access.addresses().control().resolve("/.well-known/mandate-identity-jwks.json")),
                MediaGatewaySettings.Storage.in(folder.resolve("media")).allowingLoopbackWebhooks());
    }

    private void copyOperator(EnvironmentFile platform) {
        for (String name : List.of("PLATFORM_ADMIN_CLIENT_ID", "PLATFORM_ADMIN_CLIENT_SECRET")) {
            file.set(name, platform.get(name));
        }
    }

    private void complete() {
        addresses();
        importApi();
        Demo.Workspaces workspaces = seed();
        if (file.find("STUDIO_ADMIN_CLIENT_SECRET").isEmpty()) {
            createTenant();
        }
        if (file.find("VENDOR_CLIENT_SECRET").isEmpty()) {
            letVendorIn(workspaces);
        }
    }

    private void addresses() {
        Installation.Addresses at = access.addresses();
        file.set("GATEWAY_URL", at.gateway().toString());
        file.set("CONTROL_URL", at.control().toString());
        file.set("TOKEN_URL", at.token().toString());
        file.set("MEDIA_API_URL", media.apiUri().toString());
        file.set("MEDIA_STORAGE_URL", media.storageUri().toString());
        file.set("MEDIA_OPERATOR_URL", media.operatorUri().toString());
    }

    /** Importing again changes nothing unless the document or the upstream's address did. */
    private void importApi() {
        try (ManagementClient platform = access.platform().client()) {
            platform.must(
                    "POST",
                    "/api/v1/apis",
                    Map.of(
                            "id",
                            MediaGatewaySettings.API,
                            "kind",
                            "switch",
                            "upstream",
                            media.apiUri().toString(),
                            "document",
                            Resources.text("/openapi/media-gateway.yaml")));
            platform.must(
                    "POST", "/api/v1/apis/" + MediaGatewaySettings.API + "/actions/activate", Map.of("actions", "all"));
            platform.must("POST", "/api/v1/connectors", Resources.json("/connectors/external-post-production.json"));
        }
    }

    private Demo.Workspaces seed() {
        Demo.Workspaces workspaces =
                new Demo.Workspaces(TENANT, uuid("VENDOR_WORKSPACE_ID"), uuid("FOREIGN_WORKSPACE_ID"));
        media.demo()
                .seed(
                        workspaces,
                        new Demo.Ids(
                                UUID.fromString(uuid("VENDOR_TASK_ID")),
                                UUID.fromString(uuid("VENDOR_EDITORIAL_TASK_ID")),
                                UUID.fromString(uuid("VENDOR_JOB_ID")),
                                UUID.fromString(uuid("VENDOR_PRODUCT_ID")),
                                UUID.fromString(uuid("VENDOR_PROJECT_ID")),
                                UUID.fromString(uuid("VENDOR_DELIVERABLE_ID")),
                                UUID.fromString(uuid("VENDOR_FILE_TYPE_ID")),
                                UUID.fromString(uuid("FOREIGN_TASK_ID"))));
        file.once("VENDOR_WEBHOOK_SECRET", () -> media.demo().webhookSecret(workspaces));
        return workspaces;
    }

    private String uuid(String name) {
        return file.once(name, () -> UUID.randomUUID().toString());
    }

    private void createTenant() {
        try (ManagementClient platform = access.platform().client()) {
            ManagementClient.Answer created = platform.must(
                    "POST",
                    "/api/v1/tenants",
                    Map.of("id", TENANT, "name", "Studio", "app", uuid("STUDIO_ADMIN_CLIENT_ID")));
            file.set(
                    "STUDIO_ADMIN_CLIENT_SECRET",
                    created.json().path("clientSecret").asString());
        }
    }

    private void letVendorIn(Demo.Workspaces workspaces) {
        try (ManagementClient admin = Endpoint.of(file, "STUDIO_ADMIN").client()) {
            admin.must("POST", "/api/v1/apis/" + MediaGatewaySettings.API + "/enable", null);
            space(admin, workspaces.vendor(), "Vendor's workspace");
            space(admin, workspaces.foreign(), "Another workspace");
            VendorSetup.Plan plan = new VendorSetup.Plan(
                    "external-post-production",
                    workspaces.vendor(),
                    uuid("VENDOR_ROLE_ID"),
                    "vendor",
                    uuid("VENDOR_USER_ID"),
                    uuid("VENDOR_CLIENT_ID"),
                    "");
            file.set("VENDOR_CLIENT_SECRET", new VendorSetup(admin, Steps.silent()).make(plan));
        }
    }

    private static void space(ManagementClient admin, String id, String name) {
        admin.ensure("POST", "/api/v1/spaces", Map.of("id", id, "kind", "workspace", "name", name));
    }

    void announce(PrintWriter out) {
        out.println("  media       " + media.apiUri() + "  (storage " + media.storageUri() + ", operator "
                + media.operatorUri() + ")");
    }

    @Override
    public void close() {
        media.close();
    }
}
