package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entity roles that come to grant more by an import: no holder of one may do more before somebody activates it. */
class WidenedRolesTest {
    private final Client operator = Control.operator();
    private final Studio studio = Studio.open();
    private final String mark = UUID.randomUUID().toString();
    private final String one = "one-" + mark;
    private final String two = "two-" + mark;

    @BeforeEach
    void begin() {
        studio.owner()
                .post("/api/v1/spaces", Map.of("id", "a", "kind", "sales-channel", "name", "a"))
                .is(201);
        studio.user("robot");
        studio.owner().post(Registry.binding("robot", "a")).is(201);
    }

    private static String roles(String scope, String... operations) {
        return "x-mandate: {roles: [W_" + scope + "], scopes: {W_" + scope + ": [" + String.join(", ", operations)
                + "]}}\n";
    }

    private static Map<String, Object> form(String api, String mandate, String operation) {
        Map<String, Object> form = new HashMap<>(
                Map.of("id", api, "kind", "entity", "upstream", "http://127.0.0.1:9", "basePath", "/" + api));
        form.put(
                "document",
                "openapi: 3.1.0\n" + mandate + "paths:\n  /w:\n    post: {x-mandate: {needs: [{entity: W, operation: "
                        + operation + "}]}}\n");
        return form;
    }

    private Answer imported(Map<String, Object> form) {
        return operator.post("/api/v1/apis", form);
    }

    private Answer forced(Map<String, Object> form) {
        form.put("allowRetire", true);
        return imported(form);
    }

    private void activate(String api) {
        operator.post("/api/v1/apis/" + api + "/actions/activate", Map.of("actions", "all"))
                .is(200);
    }

    private void inForce(Map<String, Object> form) {
        imported(form).is(201);
        String api = String.valueOf(form.get("id"));
        activate(api);
        studio.owner().post("/api/v1/apis/" + api + "/enable").is(200);
    }

    private void grant(String role) {
        studio.owner().post(Registry.roles("robot", "a"), Map.of("role", role)).is(201);
    }

    private boolean mayAct(String api) {
        return studio.owner()
                .get("/api/v1/what-can?user=robot&limit=200")
                .is(200)
                .body()
                .contains("\"POST /" + api + "/w\"");
    }

    @Test
    void asksForARoleThatWasLeftOutInBetween() {
        String role = "EDITOR";
        inForce(form(one, roles(role, "touch"), "drop"));
        grant("W_" + role);
        forced(form(one, "", "drop")).is(201);
        imported(form(one, roles(role, "drop"), "drop")).is(409, "import_would_retire");
        Answer back = forced(form(one, roles(role, "drop"), "drop")).is(201);
        assertThat(back.texts("pendingAgain")).containsExactly("POST /" + one + "/w");
        assertThat(mayAct(one)).isFalse();
        activate(one);
        assertThat(mayAct(one)).isTrue();
    }

    @Test
    void asksForActionsOfAnotherApi() {
        String role = "OTHER" + mark.substring(0, 8).toUpperCase(Locale.ROOT);
        inForce(form(one, roles(role, "touch"), "drop"));
        inForce(form(two, "", "touch"));
        grant("W_" + role);
        assertThat(mayAct(two)).isTrue();
        Answer refused = imported(form(two, roles(role, "drop"), "touch")).is(409, "import_would_retire");
        assertThat(refused.json().path("losing").path(0).path("action").asString())
                .isEqualTo("POST /" + one + "/w");
        Answer done = forced(form(two, roles(role, "drop"), "touch")).is(201);
        assertThat(done.texts("pendingAgain")).containsExactly("POST /" + one + "/w");
        assertThat(mayAct(one)).isFalse();
        activate(one);
        assertThat(mayAct(one)).isTrue();
    }

    @Test
    void asksNobodyForARoleThatNoBindingHas() {
        inForce(form(one, "", "drop"));
        Answer listed = imported(form(one, roles("FRESH", "drop"), "drop")).is(201);
        assertThat(listed.texts("pendingAgain")).isEmpty();
        grant("W_FRESH");
        assertThat(mayAct(one)).isTrue();
    }

    @Test
    void letsNoRoleGrantMoreOfTheUserServices() {
        String listed = "x-mandate: {roles: [ROLE_LISTER], scopes: {ROLE_LISTER: [%s]}}\n";
        inForce(form(one, listed.formatted("touch"), "drop"));
        grant("ROLE_LISTER");
        forced(form(one, listed.formatted("read"), "drop")).is(409, "built_in");
    }
}
