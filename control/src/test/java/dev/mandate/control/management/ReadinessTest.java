package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connectors, and an app held against one: each finding is made and repaired. */
class ReadinessTest {
    private final Studio studio = Studio.open();
    private final Client owner = studio.owner();
    private final Client operator = Control.operator();
    private final String api = "r-" + UUID.randomUUID();
    private final String needed = "PUT /" + api + "/tasks/{taskId}/start";
    private final String useful = "GET /" + api + "/tasks";
    private final String other = "DELETE /" + api + "/tasks";
    private final String connector = "c-" + UUID.randomUUID();
    private String app = "";

    @BeforeEach
    void anAppThatIsReady() {
        operator.post(
                        "/api/v1/apis",
                        Map.of(
                                "id",
                                api,
                                "kind",
                                "switch",
                                "upstream",
                                "http://127.0.0.1:9",
                                "basePath",
                                "/" + api,
                                "document",
                                Documents.of("PUT /tasks/{taskId}/start", "GET /tasks", "DELETE /tasks")))
                .is(201);
        operator.post("/api/v1/apis/" + api + "/actions/activate", Map.of("actions", "all"))
                .is(200);
        define(List.of("PUT tasks/{taskId}/start"), List.of("GET " + "/" + api + "/tasks"))
                .is(201);
        owner.post("/api/v1/apis/" + api + "/enable").is(200);
        studio.add("roles", "vendor");
        allow(needed, "ACCESS");
        allow(useful, "ACCESS");
        studio.workspace("w");
        studio.workspace("v");
        owner.post("/api/v1/groups", Map.of("id", "g", "name", "g", "workspaces", List.of("w")))
                .is(201);
        owner.post("/api/v1/users", Map.of("id", "robot", "role", "vendor", "groups", List.of("g")))
                .is(201);
        app = studio.register("Robot", "robot").app();
    }

    private Answer define(List<String> required, List<String> optional) {
        return operator.post(
                "/api/v1/connectors",
                Map.of(
                        "id",
                        connector,
                        "name",
                        "Post-Production " + connector,
                        "api",
                        api,
                        "modules",
                        Map.of("ECOMM", Map.of("required", required, "optional", optional))));
    }

    private void allow(String action, String permission) {
        owner.patch("/api/v1/roles/vendor/permissions", Map.of(action, permission))
                .is(200);
    }

    /** The findings, each as {@code CHECK subject}. */
    private void finds(boolean ready, String... findings) {
        Answer answer = owner.get("/api/v1/apps/" + app + "/readiness?connector=" + connector)
                .is(200);
        TreeSet<String> found = new TreeSet<>();
        answer.json()
                .path("findings")
                .forEach(f -> found.add(
                        f.path("check").asString() + " " + f.path("subject").asString()));
        assertThat(found).as(answer.body()).isEqualTo(new TreeSet<>(Arrays.asList(findings)));
        assertThat(answer.json().path("ready").asBoolean()).isEqualTo(ready);
    }

    @Test
    void readsLinesInBothSpellings() {
        Answer shown = owner.get("/api/v1/connectors/" + connector).is(200);
        assertThat(shown.json().path("modules").path("ECOMM").toString())
                .isEqualTo("{\"required\":[\"" + needed + "\"],\"optional\":[\"" + useful + "\"]}");
        define(List.of("PUT /tasks/{taskId}/start", needed, "PUT  " + api + "/tasks/{taskId}/start"), List.of())
                .is(201);
        assertThat(owner.get("/api/v1/connectors/" + connector)
                        .json()
                        .path("modules")
                        .path("ECOMM")
                        .path("required")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void namesTheLineThatIsNone() {
        define(List.of("PUT /elsewhere"), List.of()).names("modules.ECOMM.required");
        define(List.of(), Arrays.asList("GET /tasks", null)).names("modules.ECOMM.optional");
        operator.post("/api/v1/connectors", Map.of("id", "x", "name", "x", "api", api))
                .names("modules");
        Map<String, Object> modules = Map.of("ECOMM", Map.of("required", List.of("GET /tasks")));
        operator.post("/api/v1/connectors", Map.of("id", "x", "name", "x", "api", "none-such", "modules", modules))
                .is(404, "not_found");
        owner.delete("/api/v1/connectors/" + connector).is(403, "operators_only");
        assertThat(owner.get("/api/v1/connectors?limit=200").body()).contains(connector);
        operator.delete("/api/v1/connectors/" + connector).is(204);
        owner.get("/api/v1/connectors/" + connector).is(404, "not_found");
    }

    @Test
    void findsNothingWhereNothingIsAmiss() {
        finds(true);
        owner.get("/api/v1/apps/" + app + "/readiness?connector=none-such").is(404, "not_found");
        owner.get("/api/v1/apps/" + app + "/readiness?module=ECOMM").names("module");
    }

    @Test
    void findsWhatIsMissingAndTooMuch() {
        allow(needed, "NONE");
        allow(useful, "NONE");
        allow(other, "ACCESS");
        finds(false, "MISSING_REQUIRED " + needed, "MISSING_OPTIONAL " + useful, "EXCESS " + other);
    }

    @Test
    void findsSkillsThatWereLeft() {
        owner.put("/api/v1/users/robot/skills", Map.of("skills", List.of("retouch")))
                .is(200);
        finds(true, "LEFTOVER_SKILL retouch");
        assertThat(owner.put("/api/v1/users/robot/skills", Map.of("skills", List.of()))
                        .is(200)
                        .texts("skills"))
                .isEmpty();
        finds(true);
    }

    @Test
    void findsReachThatIsTooWideOrNone() {
        owner.patch("/api/v1/groups/g", Map.of("workspaces", List.of("w", "v"))).is(200);
        finds(true, "WIDE_REACH robot");
        owner.patch("/api/v1/groups/g", Map.of("workspaces", "all")).is(200);
        finds(true, "WIDE_REACH robot");
        owner.patch("/api/v1/groups/g", Map.of("workspaces", List.of())).is(200);
        finds(false, "NO_REACH robot");
        owner.patch("/api/v1/groups/g", Map.of("workspaces", List.of("v"))).is(200);
        finds(true);
        owner.delete("/api/v1/users/robot/groups/g").is(200);
        finds(false, "NO_REACH robot");
    }

    @Test
    void findsAUserThatIsShared() {
        String second = studio.register("Second", "robot").app();
        finds(true, "SHARED_USER " + second);
    }

    @Test
    void findsAUserThatIsAPersons() {
        owner.post("/api/v1/users", Map.of("id", "ann", "kind", "person", "role", "vendor", "groups", List.of("g")))
                .is(201);
        owner.put("/api/v1/apps/" + app + "/on-behalf-of", Map.of("user", "ann"))
                .is(200);
        finds(true, "PERSONS_USER ann");
    }

    @Test
    void findsWhatIsNotInForce() {
        owner.post("/api/v1/apps/" + app + "/disable").is(200);
        owner.post("/api/v1/users/robot/disable").is(200);
        finds(false, "NOT_IN_FORCE " + app, "NOT_IN_FORCE robot");
        owner.post("/api/v1/apps/" + app + "/enable").is(200);
        owner.post("/api/v1/users/robot/enable").is(200);
        owner.post("/api/v1/apis/" + api + "/disable").is(200);
        finds(false, "NOT_IN_FORCE " + api);
        allow(needed, "NONE");
        finds(false, "NOT_IN_FORCE " + api, "MISSING_REQUIRED " + needed);
    }

    @Test
    void findsARequiredActionThatLeftTheApi() {
        serveOnly("GET /tasks", "DELETE /tasks");
        finds(false, "NOT_IN_FORCE " + needed);
    }

    @Test
    void findsAnOptionalActionThatLeftTheApi() {
        serveOnly("PUT /tasks/{taskId}/start", "DELETE /tasks");
        finds(true, "OPTIONAL_NOT_IN_FORCE " + useful);
    }

    private void serveOnly(String... actions) {
        operator.post(
                        "/api/v1/apis",
                        Map.of(
                                "id",
                                api,
                                "kind",
                                "switch",
                                "upstream",
                                "http://127.0.0.1:9",
                                "basePath",
                                "/" + api,
                                "document",
                                Documents.of(actions),
                                "allowRetire",
                                true))
                .is(201);
    }
}
