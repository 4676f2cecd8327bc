package dev.mandate.control.management;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** An API whose one action moved, and a tenant in which a vendor's role has the old one. */
public record Moving(Studio studio, String api) {
    private static final String PERMISSIONS = "/api/v1/roles/vendor/permissions";

    /** Imported twice, nothing of it confirmed. */
    public static Moving begin() {
        Studio studio = Studio.open();
        studio.add("roles", "vendor");
        studio.user("robot");
        studio.owner().put("/api/v1/users/robot/role", Map.of("role", "vendor")).is(200);
        Moving moving = new Moving(studio, "m-" + UUID.randomUUID());
        moving.imported("/v1");
        moving.activateAll();
        studio.owner().post("/api/v1/apis/" + moving.api + "/enable").is(200);
        studio.owner()
                .patch(PERMISSIONS, Map.of("GET /" + moving.api + "/v1/orders", "ACCESS"))
                .is(200);
        moving.imported("/v2");
        return moving;
    }

    /** Imports a document with one action more. */
    public void importAgain() {
        imported("/v2", "GET /orders list", "GET /more");
    }

    private void imported(String version) {
        imported(version, "GET /orders list");
    }

    private void imported(String version, String... operations) {
        Map<String, Object> form = new HashMap<>(Map.of("id", api, "kind", "switch", "upstream", "http://127.0.0.1:9"));
        form.put("basePath", "/" + api + version);
        form.put("document", Documents.of(operations));
        form.put("allowRetire", true);
        Control.operator().post("/api/v1/apis", form).is(201);
    }

    /** Activates without confirming the move. */
    public void activateAll() {
        Control.operator()
                .post("/api/v1/apis/" + api + "/actions/activate", Map.of("actions", "all"))
                .is(200);
    }

    /** The vendor's switch of the new action. */
    public String newSwitch() {
        return studio.owner().get(PERMISSIONS).is(200).text("GET /" + api + "/v2/orders");
    }

    /** Sets the vendor's switch of the new action. */
    public void setNew(String permission) {
        studio.owner()
                .patch(PERMISSIONS, Map.of("GET /" + api + "/v2/orders", permission))
                .is(200);
    }
}
