package dev.mandate.control.management;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A fresh tenant with a switch API of two actions that name their workspace and one that names none, a vendor's app, and two workspaces: the app's
 * user {@code robot} has the role {@code vendor} with Access on reading alone, and its group {@code crew} opens {@code harbour}.
 */
record Workshop(Studio studio, String api, Studio.Registered app) {
    private static final String OPERATION =
            "{\"parameters\": [{\"in\": \"query\", \"name\": \"clientId\"}], \"x-mandate\": {\"space\":"
                    + " {\"in\": \"query\", \"name\": \"clientId\", \"kind\": \"workspace\"}}}";

    static Workshop open() {
        Studio studio = Studio.open();
        String api = imported();
        studio.owner().post("/api/v1/apis/" + api + "/enable").is(200);
        studio.workspace("harbour");
        studio.workspace("attic");
        studio.add("roles", "vendor");
        studio.user("robot");
        Client owner = studio.owner();
        owner.patch("/api/v1/roles/vendor/permissions", Map.of("GET /" + api + "/tasks", "ACCESS"))
                .is(200);
        owner.put("/api/v1/users/robot/role", Map.of("role", "vendor")).is(200);
        owner.post("/api/v1/groups", Map.of("id", "crew", "name", "crew", "workspaces", List.of("harbour")))
                .is(201);
        owner.put("/api/v1/users/robot/groups/crew").is(200);
        return new Workshop(studio, api, studio.register("app-" + UUID.randomUUID(), "robot"));
    }

    private static String imported() {
        String id = "shop-" + UUID.randomUUID();
        String document = "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"Shop\", \"version\": \"1\"}, \"paths\":"
                + " {\"/tasks\": {\"get\": " + OPERATION + ", \"post\": " + OPERATION + "},"
                + " \"/notes\": {\"get\": {}}}}";
        Map<String, Object> form = Map.of(
                "id",
                id,
                "kind",
                "switch",
                "upstream",
                "http://127.0.0.1:9",
                "basePath",
                "/" + id,
                "document",
                document);
        Control.operator().post("/api/v1/apis", form).is(201);
        Control.operator()
                .post("/api/v1/apis/" + id + "/actions/activate", Map.of("actions", "all"))
                .is(200);
        return id;
    }

    Client owner() {
        return studio.owner();
    }

    /** The key of reading, which the vendor may. */
    String reading() {
        return "GET /" + api + "/tasks";
    }

    /** The key of writing, which the vendor may not. */
    String writing() {
        return "POST /" + api + "/tasks";
    }

    /** The key of an action that names no space, as a plain document has them; the vendor may not. */
    String plain() {
        return "GET /" + api + "/notes";
    }

    /** A key as a parameter. */
    static String parameter(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Asks for an explanation of what the vendor's app may do. */
    Answer explain(String action, String rest) {
        return owner().get("/api/v1/explain?app=" + app.app() + "&action=" + parameter(action) + rest);
    }

    /** The tenant's newest revision. */
    long revision() {
        String position = owner().get("/api/v1/users").is(200).header("Mandate-Revision");
        return Long.parseLong(position.substring(0, position.indexOf('.')));
    }
}
