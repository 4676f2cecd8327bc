package dev.mandate.control.management;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** An entity API whose one action is pending, and a tenant in which a user has the entity role that grants it. */
public record Granted(String api) {
    /** Imports the API, and grants its role in a tenant of its own. */
    public static Granted begin() {
        Granted granted = new Granted("g-" + UUID.randomUUID());
        Map<String, Object> form = new HashMap<>(Map.of("id", granted.api, "kind", "entity"));
        form.put("upstream", "http://127.0.0.1:9");
        form.put("basePath", "/" + granted.api);
        form.put(
                "document",
                "openapi: 3.1.0\nx-mandate: {roles: [W_EDITOR], scopes: {W_EDITOR: [edit]}}\npaths:\n  /w:\n    post: {x-mandate:"
                        + " {needs: [{entity: W, operation: edit}]}}\n");
        Control.operator().post("/api/v1/apis", form).is(201);
        Studio studio = Studio.open();
        Client owner = studio.owner();
        owner.post("/api/v1/apis/" + granted.api + "/enable").is(200);
        owner.post("/api/v1/spaces", Map.of("id", "a", "kind", "sales-channel", "name", "a"))
                .is(201);
        studio.user("robot");
        owner.post(Registry.binding("robot", "a")).is(201);
        owner.post(Registry.roles("robot", "a"), Map.of("role", "W_EDITOR")).is(201);
        return granted;
    }
}
