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
        moving.imported("/v1").is(201);
        moving.activateAll();
        studio.owner().post("/api/v1/apis/" + moving.api + "/enable").is(200);
        moving.set("/v1", "ACCESS");
        moving.imported("/v2").is(201);
        return moving;
    }

    /** Imports a document with one action more. */
    public void importAgain() {
        imported("/v2", "GET /orders list", "GET /more").is(201);
    }

    /** Imports the document at a base path that ends with the version; returns the answer. */
    public Answer imported(String version) {
        return imported(version, "GET /orders list");
    }

    private Answer imported(String version, String... operations) {
        Map<String, Object> form = new HashMap<>(Map.of("id", api, "kind", "switch", "upstream", "http://127.0.0.1:9"));
        form.put("basePath", "/" + api + version);
        form.put("document", Documents.of(operations));
        form.put("allowRetire", true);
        return Control.operator().post("/api/v1/apis", form);
    }

    /** Activates without confirming the move. */
    public void activateAll() {
        Control.operator()
                .post("/api/v1/apis/" + api + "/actions/activate", Map.of("actions", "all"))
                .is(200);
    }

    /** Enables the API in the tenant, or disables it. */
    public void enable(boolean enabled) {
        studio.owner()
                .post("/api/v1/apis/" + api + (enabled ? "/enable" : "/disable"))
                .is(200);
    }

    /** The vendor's switch of the new action. */
    public String newSwitch() {
        return studio.owner().get(PERMISSIONS).is(200).text(key("/v2"));
    }

    /** Sets the vendor's switch of the new action. */
    public void setNew(String permission) {
        set("/v2", permission);
    }

    /** Sets the vendor's switch of the action of a version. */
    public void set(String version, String permission) {
        studio.owner().patch(PERMISSIONS, Map.of(key(version), permission)).is(200);
    }

    /** The action of a version. */
    public String key(String version) {
        return "GET /" + api + version + "/orders";
    }
}
