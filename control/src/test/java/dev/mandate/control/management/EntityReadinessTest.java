package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An app held against a connector of an entity API: what the roles of its user's binding hold. */
class EntityReadinessTest {
    private static final String READ = "GET /" + Registry.SALES + "/traders";
    private static final String CREATE = "POST /" + Registry.SALES + "/traders";
    private static final String EVENTS = "GET /" + Registry.SALES + "/channels/{channel}/events";
    private static final String CONNECTOR = "c-" + UUID.randomUUID();

    private final Registry registry = Registry.open();
    private final Client owner = registry.owner();
    private String app = "";

    @BeforeEach
    void setUp() {
        Map<String, Object> lines = Map.of("required", List.of(READ, EVENTS), "optional", List.of(CREATE));
        Map<String, Object> connector =
                Map.of("id", CONNECTOR, "name", CONNECTOR, "api", Registry.SALES, "modules", Map.of("TRADING", lines));
        Control.operator().post("/api/v1/connectors", connector).is(201);
        registry.user("robot");
        app = registry.studio().register("Robot", "robot").app();
    }

    /** Messages by {@code CHECK subject}. */
    private Map<String, String> finds(boolean ready, String... findings) {
        Answer answer = owner.get("/api/v1/apps/" + app + "/readiness?connector=" + CONNECTOR)
                .is(200);
        Map<String, String> found = new TreeMap<>();
        answer.json()
                .path("findings")
                .forEach(f -> found.put(
                        f.path("check").asString() + " " + f.path("subject").asString(),
                        f.path("message").asString()));
        assertThat(found.keySet()).as(answer.body()).isEqualTo(new TreeSet<>(Arrays.asList(findings)));
        assertThat(answer.json().path("ready").asBoolean()).isEqualTo(ready);
        return found;
    }

    @Test
    void findsThatAUserIsBoundToNone() {
        Map<String, String> found = finds(
                false,
                "NO_REACH robot",
                "MISSING_REQUIRED " + READ,
                "MISSING_REQUIRED " + EVENTS,
                "MISSING_OPTIONAL " + CREATE);
        assertThat(found.get("MISSING_REQUIRED " + EVENTS)).contains("bound to no sales channel");
    }

    @Test
    void findsWhichRolesAreMissing() {
        registry.bind("robot", "a");
        Map<String, String> found =
                finds(false, "MISSING_REQUIRED " + READ, "MISSING_REQUIRED " + EVENTS, "MISSING_OPTIONAL " + CREATE);
        assertThat(found.get("MISSING_REQUIRED " + READ))
                .contains("`ASSET_VIEWER`, and `TRADER_VIEWER` or `TRADER_ADMINISTRATOR`");
    }

    @Test
    void findsNothingWhereTheRolesDo() {
        registry.bind("robot", "a", "TRADER_ADMINISTRATOR", "ASSET_VIEWER", "EVENT_VIEWER");
        finds(true);
        owner.delete(Registry.roles("robot", "a") + "?role=TRADER_ADMINISTRATOR")
                .is(204);
        owner.post(Registry.roles("robot", "a"), Map.of("role", "TRADER_VIEWER"))
                .is(201);
        finds(true, "MISSING_OPTIONAL " + CREATE);
    }

    @Test
    void findsRolesThatAreTooMuch() {
        registry.bind("robot", "a", "TRADER_ADMINISTRATOR", "ASSET_VIEWER", "EVENT_VIEWER", "SUPPLIER_VIEWER");
        finds(true, "EXCESS SUPPLIER_VIEWER");
    }

    @Test
    void saysThatARoleAdministratorHasAllRoles() {
        registry.bind("robot", "a", "TRADER_ADMINISTRATOR", "ASSET_VIEWER", "EVENT_VIEWER", "ROLE_ADMINISTRATOR");
        Map<String, String> found = finds(true, "EXCESS ROLE_ADMINISTRATOR", "AMOUNTS_TO_ALL_ROLES ROLE_ADMINISTRATOR");
        assertThat(found.get("AMOUNTS_TO_ALL_ROLES ROLE_ADMINISTRATOR")).contains("amounts to all of them");
    }

    /** A channel that a tail names, and a template that another one shadows for some values. */
    @Test
    void asksForTheActionNotForARequest() {
        String api = "files-" + UUID.randomUUID();
        String tail = "GET /" + api + "/files/{channel...}";
        String item = "GET /" + api + "/items/{id}";
        String needs = "\"needs\": [{\"entity\": \"TRADER\", \"operation\": \"read\"}]";
        String hard = "\"needs\": [{\"entity\": \"NOBODY\", \"operation\": \"read\"}]";
        String document = "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"F\", \"version\": \"1\"}, \"x-mandate\":"
                + " {\"roles\": [\"TRADER_VIEWER\"]}, \"paths\": {\"/files/{channel+}\": {\"get\": {\"parameters\":"
                + " [{\"in\": \"path\", \"name\": \"channel\", \"required\": true}], \"x-mandate\": {" + needs
                + ", \"space\": {\"in\": \"path\", \"name\": \"channel\", \"kind\": \"sales-channel\"}}}},"
                + " \"/items/{id}\": {\"get\": {\"x-mandate\": {" + needs + "}}},"
                + " \"/items/any-{rest}\": {\"get\": {\"x-mandate\": {" + hard + "}}}}}";
        Client operator = Control.operator();
        operator.post(
                        "/api/v1/apis",
                        Map.of(
                                "id",
                                api,
                                "kind",
                                "entity",
                                "upstream",
                                "http://127.0.0.1:9",
                                "basePath",
                                "/" + api,
                                "document",
                                document))
                .is(201);
        operator.post("/api/v1/apis/" + api + "/actions/activate", Map.of("actions", "all"))
                .is(200);
        owner.post("/api/v1/apis/" + api + "/enable").is(200);
        String connector = "c-" + UUID.randomUUID();
        Map<String, Object> lines = Map.of("required", List.of(tail, item), "optional", List.of());
        operator.post(
                        "/api/v1/connectors",
                        Map.of("id", connector, "name", connector, "api", api, "modules", Map.of("FILES", lines)))
                .is(201);
        registry.bind("robot", "a", "TRADER_VIEWER");
        Answer answer = owner.get("/api/v1/apps/" + app + "/readiness?connector=" + connector)
                .is(200);
        assertThat(answer.json().path("findings")).as(answer.body()).isEmpty();
        assertThat(answer.json().path("ready").asBoolean()).isTrue();
    }

    @Test
    void findsNoExcessWhereTheApiIsDisabled() {
        registry.bind("robot", "a", "TRADER_ADMINISTRATOR", "ASSET_VIEWER", "EVENT_VIEWER");
        owner.post("/api/v1/apis/" + Registry.SALES + "/disable").is(200);
        finds(false, "NOT_IN_FORCE " + Registry.SALES);
    }

    @Test
    void findsWhatIsMissingWhereTheApiIsDisabled() {
        registry.bind("robot", "a", "ASSET_VIEWER", "EVENT_VIEWER");
        owner.post("/api/v1/apis/" + Registry.SALES + "/disable").is(200);
        Map<String, String> found = finds(
                false, "NOT_IN_FORCE " + Registry.SALES, "MISSING_REQUIRED " + READ, "MISSING_OPTIONAL " + CREATE);
        assertThat(found.get("MISSING_REQUIRED " + READ)).contains("`TRADER_ADMINISTRATOR`");
    }
}
