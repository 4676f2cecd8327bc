package dev.mandate.bench.chaos;

import dev.mandate.app.up.EnvironmentFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tenants of an API that has one action, whose query names a workspace. A tenant's vendor reaches every workspace that
 * there is, so that the gateway's answer says whether it knows of one: 200, or 404.
 */
record World(Doors doors, List<Tenant> tenants) {
    static final String ACTION = "GET /chaos/items";
    static final String ROLE = "caller";

    private static final String DOCUMENT = """
            {"openapi": "3.1.0", "info": {"title": "chaos", "version": "1"}, "paths": {"/chaos/items": {"get": {
              "operationId": "items",
              "parameters": [{"name": "space", "in": "query", "required": true, "schema": {"type": "string"}}],
              "x-mandate": {"space": {"in": "query", "name": "space", "kind": "workspace"}}}}}}
            """;

    /** Where an installation answers, whichever process does. */
    record Doors(URI control, URI gateway) {
        URI token() {
            return gateway.resolve("/oauth2/token");
        }

        /** The platform's first operator, from the file that the first start wrote. */
        Caller operator(Path file) {
            EnvironmentFile keys = EnvironmentFile.read(file);
            return Caller.of(
                    control, token(), keys.get("PLATFORM_ADMIN_CLIENT_ID"), keys.get("PLATFORM_ADMIN_CLIENT_SECRET"));
        }
    }

    /**
     * One of them.
     *
     * @param admin of management
     * @param vendor of the partner API
     */
    record Tenant(String id, Caller admin, Caller vendor) {
        /** The partner API's call that names the workspace, at a gateway. */
        static URI items(URI gateway, String space) {
            return gateway.resolve("/chaos/items?space=" + space);
        }

        /** Sets the one switch, and returns when that is acknowledged. */
        void permit(String permission) throws InterruptedException {
            admin.must("PATCH", "/api/v1/roles/" + ROLE + "/permissions", Map.of(ACTION, permission));
        }
    }

    static World make(Doors doors, Caller operator, URI upstream, int tenants) throws InterruptedException {
        operator.must(
                "POST",
                "/api/v1/apis",
                Map.of("id", "chaos", "kind", "switch", "upstream", upstream.toString(), "document", DOCUMENT));
        operator.must("POST", "/api/v1/apis/chaos/actions/activate", Map.of("actions", "all"));
        List<Tenant> made = new ArrayList<>();
        for (int i = 0; i < tenants; i++) {
            made.add(tenant(doors, operator, "tenant-" + i));
        }
        return new World(doors, made);
    }

    private static Tenant tenant(Doors doors, Caller operator, String id) throws InterruptedException {
        Caller.Answer tenant = operator.must(
                "POST", "/api/v1/tenants", Map.of("id", id, "name", "Tenant " + id, "app", id + "-admin"));
        Caller admin = Caller.of(
                doors.control(),
                doors.token(),
                id + "-admin",
                tenant.body().path("clientSecret").asString());
        admin.must("POST", "/api/v1/apis/chaos/enable", Map.of());
        admin.must("POST", "/api/v1/spaces", Map.of("id", "first", "kind", "workspace", "name", "First"));
        admin.must("POST", "/api/v1/roles", Map.of("id", ROLE, "name", "Caller"));
        admin.must("PATCH", "/api/v1/roles/" + ROLE + "/permissions", Map.of(ACTION, "ACCESS"));
        admin.must("POST", "/api/v1/groups", Map.of("id", "all", "name", "All", "workspaces", "all"));
        admin.must(
                "POST",
                "/api/v1/users",
                Map.of("id", "vendor", "kind", "service", "name", "Vendor", "role", ROLE, "groups", List.of("all")));
        Caller.Answer app = admin.must(
                "POST",
                "/api/v1/apps",
                Map.of(
                        "id",
                        id + "-vendor",
                        "name",
                        "Vendor",
                        "grantType",
                        "client_credentials",
                        "onBehalfOf",
                        "vendor"));
        String secret = app.body().path("secret").path("value").asString();
        return new Tenant(id, admin, Caller.of(doors.gateway(), doors.token(), id + "-vendor", secret));
    }
}
