package dev.mandate.app.up;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.management.ManagementEndpoint;
import dev.mandate.app.vendor.AppSetup;
import dev.mandate.app.vendor.DemoSteps;
import dev.mandate.app.vendor.VendorSetup;
import dev.mandate.samples.media.MediaGateway;
import dev.mandate.samples.media.operator.MediaDemo;
import dev.mandate.samples.media.setting.MediaGatewaySettings;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/** The media gateway as an upstream, and the tenant {@code studio} with a vendor in one of its two workspaces. */
final class StudioDemo implements DemoPart {
    private static final String TENANT = "studio";

    private final MediaGateway media;
    private final DemoGround ground;
    private Optional<String> document = Optional.empty();

    private StudioDemo(MediaGateway media, DemoGround ground) {
        this.media = media;
        this.ground = ground;
    }

    /** Ready to be started on any thread. */
    static Callable<DemoPart> prepared(DemoGround ground) {
        MediaGatewaySettings settings = settings(ground);
        return () -> new StudioDemo(MediaGateway.start(settings), ground);
    }

    private static MediaGatewaySettings settings(DemoGround ground) {
        return new MediaGatewaySettings(
                new MediaGatewaySettings.Listen(
                        "127.0.0.1",
                        ground.port("MEDIA_API_PORT"),
                        ground.port("MEDIA_STORAGE_PORT"),
                        ground.port("MEDIA_OPERATOR_PORT")),
                ground.schema("media"),
                ground.believed(),
                MediaGatewaySettings.Storage.in(ground.folder().resolve("media"))
                        .allowingLoopbackWebhooks());
    }

    @Override
    public void complete() {
        EnvironmentFile file = ground.file();
        ground.follow(MediaGatewaySettings.API, "MEDIA_API_URL", media.apiUri());
        file.set("MEDIA_STORAGE_URL", media.storageUri().toString());
        file.set("MEDIA_OPERATOR_URL", media.operatorUri().toString());
        MediaDemo.Workspaces workspaces = seed();
        if (file.find("VENDOR_CLIENT_SECRET").isEmpty()) {
            setUp(workspaces);
        } else {
            document = ground.newDocument(MediaGatewaySettings.API);
        }
    }

    private void setUp(MediaDemo.Workspaces workspaces) {
        ground.importApi(MediaGatewaySettings.API, "switch", media.apiUri());
        ground.connector("external-post-production");
        ManagementEndpoint admin = ground.tenant(TENANT, "Studio", "STUDIO");
        ground.app("VENDOR", () -> letVendorIn(admin, workspaces));
    }

    private MediaDemo.Workspaces seed() {
        MediaDemo.Workspaces workspaces = new MediaDemo.Workspaces(
                TENANT, ground.uuid("VENDOR_WORKSPACE_ID"), ground.uuid("FOREIGN_WORKSPACE_ID"));
        media.demo()
                .seed(
                        workspaces,
                        new MediaDemo.Ids(
                                id("VENDOR_TASK_ID"),
                                id("VENDOR_EDITORIAL_TASK_ID"),
                                id("VENDOR_JOB_ID"),
                                id("VENDOR_PRODUCT_ID"),
                                id("VENDOR_PROJECT_ID"),
                                id("VENDOR_DELIVERABLE_ID"),
                                id("VENDOR_FILE_TYPE_ID"),
                                id("FOREIGN_TASK_ID")));
        ground.file().once("VENDOR_WEBHOOK_SECRET", () -> media.demo().webhookSecret(workspaces));
        return workspaces;
    }

    private UUID id(String name) {
        return UUID.fromString(ground.uuid(name));
    }

    private AppSetup.Registered letVendorIn(ManagementEndpoint endpoint, MediaDemo.Workspaces workspaces) {
        try (ManagementClient admin = endpoint.client()) {
            admin.must("POST", "/api/v1/apis/" + MediaGatewaySettings.API + "/enable", null);
            space(admin, workspaces.vendor(), "Vendor's workspace");
            space(admin, workspaces.foreign(), "Another workspace");
            VendorSetup.Plan plan = VendorSetup.Plan.of(
                    "external-post-production",
                    workspaces.vendor(),
                    ground.uuid("VENDOR_ROLE_ID"),
                    "vendor",
                    ground.uuid("VENDOR_USER_ID"),
                    "");
            return new VendorSetup(admin, DemoSteps.silent()).make(plan);
        }
    }

    private static void space(ManagementClient admin, String id, String name) {
        admin.ensure("POST", "/api/v1/spaces", Map.of("id", id, "kind", "workspace", "name", name));
    }

    @Override
    public void announce(PrintWriter out) {
        out.println("  media       " + media.apiUri() + "  (storage " + media.storageUri() + ", operator "
                + media.operatorUri() + ")");
        document.ifPresent(line -> out.println("  " + line));
    }

    @Override
    public void close() {
        media.close();
    }
}
