package dev.mandate.bench.chaos;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.bench.process.BenchApp;
import dev.mandate.bench.process.PartnerApi;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tenants of an API that has one action, whose query names a workspace. A tenant's vendor reaches every workspace that
 * there is, so that the gateway's answer says whether it knows of one: 200, or 404.
 */
record ChaosWorld(Doors doors, List<Tenant> tenants) {
    static final String ROLE = "caller";

    /** Where an installation answers, whichever process does. */
    record Doors(URI control, URI gateway) {
        URI token() {
            return gateway.resolve("/oauth2/token");
        }

        /** The platform's first operator, from the file that the first start wrote. */
        BenchApp operator(Path file) {
            EnvironmentFile keys = EnvironmentFile.read(file);
            return BenchApp.of(
                    control, token(), keys.get("PLATFORM_ADMIN_CLIENT_ID"), keys.get("PLATFORM_ADMIN_CLIENT_SECRET"));
        }
    }

    /**
     * One of them.
     *
     * @param admin of management
     * @param vendor of the partner API
     */
    record Tenant(String id, BenchApp admin, BenchApp vendor) {
        /** The partner API's call that names the workspace, at a gateway. */
        static URI items(URI gateway, String space) {
            return PartnerApi.items(gateway, space);
        }

        /** Sets the one switch, and returns when that is acknowledged. */
        void permit(String permission) throws InterruptedException {
            admin.must("PATCH", "/api/v1/roles/" + ROLE + "/permissions", Map.of(PartnerApi.ACTION, permission));
        }
    }

    static ChaosWorld make(Doors doors, BenchApp operator, URI upstream, int tenants) throws InterruptedException {
        PartnerApi.offer(operator, upstream);
        List<Tenant> made = new ArrayList<>();
        for (int i = 0; i < tenants; i++) {
            made.add(tenant(doors, operator, "tenant-" + i));
        }
        return new ChaosWorld(doors, made);
    }

    private static Tenant tenant(Doors doors, BenchApp operator, String id) throws InterruptedException {
        BenchApp.Answer tenant = operator.must(
                "POST", "/api/v1/tenants", Map.of("id", id, "name", "Tenant " + id, "app", id + "-admin"));
        BenchApp admin = BenchApp.of(
                doors.control(),
                doors.token(),
                id + "-admin",
                tenant.body().path("clientSecret").asString());
        admin.must("POST", "/api/v1/apis/" + PartnerApi.ID + "/enable", Map.of());
        admin.must("POST", "/api/v1/spaces", Map.of("id", "first", "kind", "workspace", "name", "First"));
        admin.must("POST", "/api/v1/roles", Map.of("id", ROLE, "name", "Caller"));
        admin.must("PATCH", "/api/v1/roles/" + ROLE + "/permissions", Map.of(PartnerApi.ACTION, "ACCESS"));
        admin.must("POST", "/api/v1/groups", Map.of("id", "all", "name", "All", "workspaces", "all"));
        admin.must(
                "POST",
                "/api/v1/users",
                Map.of("id", "vendor", "kind", "service", "name", "Vendor", "role", ROLE, "groups", List.of("all")));
        BenchApp.Answer app = admin.must(
                "POST",
                "/api/v1/apps",
                Map.of("name", "Vendor", "grantType", "client_credentials", "onBehalfOf", "vendor"));
        String secret = app.body().path("secret").path("value").asString();
        return new Tenant(
                id,
                admin,
                BenchApp.of(
                        doors.gateway(), doors.token(), app.body().path("id").asString(), secret));
    }
}
