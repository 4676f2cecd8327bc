package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.UserId;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Connectors of several modules: each module answers for itself, and the app's own connectors are held against it. */
class ModuleReadinessTest {
    private static final String ID = UUID.randomUUID().toString();
    private static final String API = "m-" + ID;
    private static final String CONNECTOR = "post-" + ID;
    private static final String BASE = "/" + API;
    private static final String START = "PUT " + BASE + "/tasks/{taskId}/start";
    private static final String ASSETS = "POST " + BASE + "/assets";
    private static final String JOB = "GET " + BASE + "/jobs/{jobId}";
    private static final String EDIT = "PUT " + BASE + "/editorial/{taskId}/start";
    private static final String OTHER = "DELETE " + BASE + "/tasks";

    private final Studio studio = Studio.open();
    private final Client owner = studio.owner();
    private final Client operator = Control.operator();
    private String app = "";

    @BeforeAll
    static void importTheApi() {
        Control.operator()
                .post(
                        "/api/v1/apis",
                        Map.of(
                                "id",
                                API,
                                "kind",
                                "switch",
                                "upstream",
                                "http://127.0.0.1:9",
                                "basePath",
                                BASE,
                                "document",
                                Documents.of(
                                        "PUT /tasks/{taskId}/start",
                                        "POST /assets",
                                        "GET /jobs/{jobId}",
                                        "PUT /editorial/{taskId}/start",
                                        "DELETE /tasks")))
                .is(201);
        Control.operator()
                .post("/api/v1/apis/" + API + "/actions/activate", Map.of("actions", "all"))
                .is(200);
    }

    @BeforeEach
    void anAppWithWhatEcommRequires() {
        define(CONNECTOR, "ECOMM", "EDITORIAL");
        owner.post("/api/v1/apis/" + API + "/enable").is(200);
        studio.add("roles", "vendor");
        allow("ACCESS", START, ASSETS);
        studio.workspace("w");
        owner.post("/api/v1/groups", Map.of("id", "g", "name", "g", "workspaces", List.of("w")))
                .is(201);
        owner.post("/api/v1/users", Map.of("id", "robot", "role", "vendor", "groups", List.of("g")))
                .is(201);
        app = studio.register("Robot", "robot").app();
    }

    private void define(String connector, String first, String second) {
        Map<String, Object> ecomm = Map.of("required", List.of(START, ASSETS), "optional", List.of(JOB));
        Map<String, Object> editorial = Map.of("required", List.of(EDIT, ASSETS), "optional", List.of());
        Map<String, Object> form = Map.of(
                "id", connector, "name", connector, "api", API, "modules", Map.of(first, ecomm, second, editorial));
        operator.post("/api/v1/connectors", form).is(201);
    }

    private void allow(String permission, String... actions) {
        for (String action : actions) {
            owner.patch("/api/v1/roles/vendor/permissions", Map.of(action, permission))
                    .is(200);
        }
    }

    private void implement(Map<String, List<String>> connectors) {
        owner.patch("/api/v1/apps/" + app, Map.of("connectors", connectors)).is(200);
    }

    private JsonNode readiness(String query) {
        return owner.get("/api/v1/apps/" + app + "/readiness" + query).is(200).json();
    }

    /** Modules with whether each is ready, as {@code MODULE=true}. */
    private static List<String> modules(JsonNode answer) {
        return answer.path("modules")
                .valueStream()
                .map(m -> m.path("module").asString() + "=" + m.path("ready").asBoolean())
                .toList();
    }

    /** Findings as {@code CHECK subject}. */
    private static SortedSet<String> findings(JsonNode answer) {
        SortedSet<String> found = new TreeSet<>();
        answer.path("findings")
                .forEach(f -> found.add(
                        f.path("check").asString() + " " + f.path("subject").asString()));
        return found;
    }

    @Test
    void isReadyForTheModuleWhoseRequiredLinesItHas() {
        JsonNode ecomm = readiness("?connector=" + CONNECTOR + "&module=ECOMM");
        assertThat(ecomm.path("ready").asBoolean()).isTrue();
        assertThat(findings(ecomm)).containsExactly("MISSING_OPTIONAL " + JOB);
        assertThat(modules(ecomm)).containsExactly("ECOMM=true");
        JsonNode editorial = readiness("?connector=" + CONNECTOR + "&module=EDITORIAL");
        assertThat(editorial.path("ready").asBoolean()).isFalse();
        assertThat(findings(editorial)).containsExactly("EXCESS " + START, "MISSING_REQUIRED " + EDIT);
        JsonNode both = readiness("?connector=" + CONNECTOR + "&module=ECOMM&module=EDITORIAL");
        assertThat(both.path("ready").asBoolean()).isFalse();
        assertThat(modules(both)).containsExactly("ECOMM=true", "EDITORIAL=false");
        assertThat(readiness("?connector=" + CONNECTOR + "&module=ECOMM,EDITORIAL"))
                .isEqualTo(both);
    }

    @Test
    void asksForNoModuleThatNobodyNamed() {
        JsonNode any = readiness("?connector=" + CONNECTOR);
        assertThat(any.path("ready").asBoolean()).isTrue();
        assertThat(modules(any)).containsExactly("ECOMM=true", "EDITORIAL=false");
        assertThat(findings(any)).containsExactly("MISSING_OPTIONAL " + JOB, "MODULES_UNSTATED " + CONNECTOR);
        allow("ACCESS", JOB, EDIT);
        assertThat(findings(readiness("?connector=" + CONNECTOR))).isEmpty();
        allow("NONE", START, EDIT);
        JsonNode none = readiness("?connector=" + CONNECTOR);
        assertThat(none.path("ready").asBoolean()).isFalse();
        assertThat(findings(none)).contains("MISSING_REQUIRED " + START, "MISSING_REQUIRED " + EDIT);
    }

    @Test
    void answersForWhatIsStored() {
        JsonNode nothing = readiness("");
        assertThat(nothing.path("ready").asBoolean()).isFalse();
        assertThat(findings(nothing)).containsExactly("NO_CONNECTOR " + app);
        implement(Map.of(CONNECTOR, List.of("ECOMM")));
        JsonNode stored = readiness("");
        assertThat(stored.path("ready").asBoolean()).isTrue();
        assertThat(findings(stored)).isEmpty();
        JsonNode connector = stored.path("connectors").path(0);
        assertThat(connector.path("connector").asString()).isEqualTo(CONNECTOR);
        assertThat(modules(connector)).containsExactly("ECOMM=true");
        assertThat(modules(readiness("?connector=" + CONNECTOR))).containsExactly("ECOMM=true");
        implement(Map.of(CONNECTOR, List.of("ECOMM", "EDITORIAL")));
        assertThat(readiness("").path("ready").asBoolean()).isFalse();
        allow("ACCESS", EDIT, OTHER);
        JsonNode more = readiness("");
        assertThat(more.path("ready").asBoolean()).isTrue();
        assertThat(findings(more)).containsExactly("EXCESS " + OTHER);
        implement(Map.of());
        assertThat(findings(readiness(""))).contains("NO_CONNECTOR " + app);
    }

    @Test
    void countsTheLinesOfEachConnectorOfTheApp() {
        String second = "second-" + UUID.randomUUID();
        define(second, "A", "B");
        allow("ACCESS", EDIT);
        implement(Map.of(CONNECTOR, List.of("ECOMM"), second, List.of("B")));
        assertThat(findings(readiness(""))).isEmpty();
        assertThat(findings(readiness("?connector=" + CONNECTOR))).containsExactly("MISSING_OPTIONAL " + JOB);
        operator.delete("/api/v1/connectors/" + second).is(204);
        JsonNode gone = readiness("");
        assertThat(gone.path("ready").asBoolean()).isFalse();
        assertThat(gone.path("connectors").valueStream().map(ModuleReadinessTest::findings))
                .contains(new TreeSet<>(List.of("UNKNOWN_CONNECTOR " + second)));
        assertThat(owner.get("/api/v1/apps/" + app)
                        .is(200)
                        .json()
                        .path("connectors")
                        .toString())
                .contains(second);
    }

    @Test
    void findsNoExcessInWhatItsOtherModulesNeed() {
        allow("ACCESS", EDIT, OTHER);
        implement(Map.of(CONNECTOR, List.of("ECOMM", "EDITORIAL")));
        assertThat(findings(readiness("?connector=" + CONNECTOR + "&module=EDITORIAL")))
                .containsExactly("EXCESS " + OTHER);
        assertThat(findings(readiness("?connector=" + CONNECTOR + "&module=ECOMM")))
                .containsExactly("EXCESS " + OTHER, "MISSING_OPTIONAL " + JOB);
    }

    @Test
    void findsNoExcessWhereAConnectorOrModuleIsGone() {
        String gone = "gone-" + UUID.randomUUID();
        define(gone, "A", "B");
        allow("ACCESS", EDIT, OTHER);
        implement(Map.of(gone, List.of("B")));
        define(gone, "A", "C");
        assertThat(findings(readiness("?connector=" + gone + "&module=A"))).noneMatch(f -> f.startsWith("EXCESS"));
        assertThat(findings(readiness("?connector=" + gone))).noneMatch(f -> f.startsWith("EXCESS"));
        operator.delete("/api/v1/connectors/" + gone).is(204);
        assertThat(findings(readiness(""))).isEmpty();
        assertThat(findings(readiness("?connector=" + gone))).containsExactly("UNKNOWN_CONNECTOR " + gone);
        assertThat(findings(readiness("?connector=" + CONNECTOR + "&module=ECOMM")))
                .containsExactly("MISSING_OPTIONAL " + JOB);
    }

    @Test
    void findsAModuleThatIsGone() {
        String own = "own-" + UUID.randomUUID();
        define(own, "ECOMM", "EDITORIAL");
        implement(Map.of(own, List.of("ECOMM")));
        define(own, "E-COMMERCE", "EDITORIAL");
        JsonNode gone = readiness("?connector=" + own);
        assertThat(gone.path("ready").asBoolean()).isFalse();
        assertThat(findings(gone)).contains("UNKNOWN_MODULE ECOMM");
    }

    @Test
    void findsThatTheUserIsGone() {
        implement(Map.of(CONNECTOR, List.of("ECOMM")));
        // earlier releases removed a user without the apps on its behalf
        Past.wrote(studio, new UserChange.UserRemoved(new UserId("robot")));
        JsonNode answer = readiness("?connector=" + CONNECTOR);
        assertThat(answer.path("ready").asBoolean()).isFalse();
        assertThat(findings(answer)).contains("NO_USER " + app);
        assertThat(answer.toString()).contains("/api/v1/apps/" + app + "/on-behalf-of");
        assertThat(findings(readiness(""))).contains("NO_USER " + app);
    }

    @Test
    void registersAnAppWithItsConnectors() {
        studio.user("second");
        Map<String, Object> form =
                Map.of("name", "Second", "onBehalfOf", "second", "connectors", Map.of(CONNECTOR, List.of("EDITORIAL")));
        Answer made = owner.post("/api/v1/apps", form).is(201);
        String id = made.text("id");
        String shown = made.json().path("connectors").toString();
        assertThat(shown).isEqualTo("{\"" + CONNECTOR + "\":[\"EDITORIAL\"]}");
        owner.patch("/api/v1/apps/" + id, Map.of("description", "x")).is(200);
        assertThat(owner.get("/api/v1/apps/" + id).json().path("connectors").toString())
                .isEqualTo(shown);
    }

    @Test
    void refusesWhatThePlatformDoesNotOffer() {
        String path = "/api/v1/apps/" + app;
        owner.patch(path, Map.of("connectors", Map.of("none-such", List.of("A"))))
                .names("connectors.none-such");
        owner.patch(path, Map.of("connectors", Map.of(CONNECTOR, List.of("VIDEO"))))
                .names("connectors." + CONNECTOR.substring(0, Math.min(64, CONNECTOR.length())));
        owner.patch(path, Map.of("connectors", Map.of(CONNECTOR, List.of()))).names("connectors." + CONNECTOR);
        owner.raw("PATCH", path, "{\"connectors\": {\"" + CONNECTOR + "\": [null]}}")
                .names("connectors." + CONNECTOR);
        owner.get(path + "/readiness?connector=" + CONNECTOR + "&module=VIDEO").names("module");
        owner.get(path + "/readiness?connector=none-such").is(404, "not_found");
    }
}
