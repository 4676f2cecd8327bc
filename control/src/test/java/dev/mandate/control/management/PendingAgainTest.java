package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Which pending actions an import names as pending again: those that were in force, or that demanded something else, at every
 * import until they are activated.
 */
class PendingAgainTest {
    private static final String SPACE =
            ", \"x-mandate\": {\"space\": {\"in\": \"query\", \"name\": \"client\", \"kind\": \"workspace\"}}";

    private final Client operator = Control.operator();
    private final Studio studio = Studio.open();
    private final String mark = UUID.randomUUID().toString();
    private final String one = "one-" + mark;
    private final String two = "two-" + mark;
    private final String tasks = "GET /" + one + "/tasks";
    private final String write = "POST /" + one + "/w";

    @BeforeEach
    void begin() {
        studio.add("roles", "vendor");
        studio.user("robot");
    }

    private static Map<String, Object> form(String api, String kind, String document) {
        return new HashMap<>(Map.of(
                "id",
                api,
                "kind",
                kind,
                "upstream",
                "http://127.0.0.1:9",
                "basePath",
                "/" + api,
                "document",
                document,
                "allowRetire",
                true));
    }

    private Map<String, Object> tasks(String space) {
        return form(
                one,
                "switch",
                "{\"openapi\": \"3.1.0\", \"paths\": {\"/tasks\": {\"get\": {\"parameters\": [{\"in\": \"query\", \"name\":"
                        + " \"client\"}]" + space + "}}}}");
    }

    private static Map<String, Object> entity(String api, String mandate, String operation) {
        return form(
                api,
                "entity",
                "openapi: 3.1.0\n" + mandate + "paths:\n  /w:\n    post: {x-mandate: {needs: [{entity: W, operation: "
                        + operation + "}]}}\n");
    }

    private static String roles(String... operations) {
        return "x-mandate: {roles: [W_EDITOR], scopes: {W_EDITOR: [" + String.join(", ", operations) + "]}}\n";
    }

    private Answer imported(Map<String, Object> form) {
        return operator.post("/api/v1/apis", form);
    }

    private Answer activate(String api, Object actions) {
        return operator.post("/api/v1/apis/" + api + "/actions/activate", Map.of("actions", actions))
                .is(200);
    }

    private void inForce(Map<String, Object> form) {
        imported(form).is(201);
        String api = String.valueOf(form.get("id"));
        activate(api, "all");
        studio.owner().post("/api/v1/apis/" + api + "/enable").is(200);
    }

    private void give(String key) {
        studio.owner()
                .patch("/api/v1/roles/vendor/permissions", Map.of(key, "ACCESS"))
                .is(200);
    }

    private void grant() {
        studio.owner()
                .post("/api/v1/spaces", Map.of("id", "a", "kind", "sales-channel", "name", "a"))
                .is(201);
        studio.owner().post(Registry.binding("robot", "a")).is(201);
        studio.owner()
                .post(Registry.roles("robot", "a"), Map.of("role", "W_EDITOR"))
                .is(201);
    }

    /** Nothing to change, and in a plan as well. */
    private void namesAgain(Map<String, Object> form, String... keys) {
        Answer again = imported(form).is(200);
        assertThat(again.json().path("changed").asBoolean()).isFalse();
        assertThat(again.texts("pendingAgain")).containsExactly(keys);
        assertThat(operator.post("/api/v1/apis?plan=true", form).is(200).texts("pendingAgain"))
                .containsExactly(keys);
    }

    @Test
    void namesAnActionUntilItIsActivated() {
        inForce(tasks(SPACE));
        give(tasks);
        assertThat(operator.post("/api/v1/apis?plan=true", tasks("")).is(200).texts("pendingAgain"))
                .containsExactly(tasks);
        assertThat(imported(tasks("")).is(201).texts("pendingAgain")).containsExactly(tasks);
        namesAgain(tasks(""), tasks);
        assertThat(imported(tasks(SPACE)).is(201).texts("pendingAgain")).containsExactly(tasks);
        activate(one, "all");
        namesAgain(tasks(SPACE));
    }

    @Test
    void namesAnActionOfAnotherApi() {
        inForce(entity(one, "", "drop"));
        inForce(entity(two, roles("touch"), "touch"));
        grant();
        assertThat(imported(entity(two, roles("touch", "drop"), "touch"))
                        .is(201)
                        .texts("pendingAgain"))
                .containsExactly(write);
        namesAgain(entity(one, "", "drop"), write);
        assertThat(activate(one, List.of(write)).json().path("held").toString())
                .isEqualTo("[{\"action\":\"" + write + "\",\"anySpace\":true,\"tenants\":1,\"roles\":0,\"users\":1}]");
    }

    @Test
    void namesAnActionWhoseNeedsChanged() {
        inForce(entity(one, roles("touch", "drop"), "drop"));
        grant();
        Map<String, Object> other = entity(one, roles("touch", "drop"), "touch");
        assertThat(imported(other).is(201).texts("pendingAgain")).containsExactly(write);
        namesAgain(other, write);
        assertThat(activate(one, "all").json().path("held").toString())
                .isEqualTo("[{\"action\":\"" + write + "\",\"anySpace\":true,\"tenants\":1,\"roles\":1,\"users\":1}]");
    }

    @Test
    void namesANewActionWhoseSpaceChanged() {
        imported(tasks(SPACE)).is(201);
        namesAgain(tasks(SPACE));
        studio.owner().post("/api/v1/apis/" + one + "/enable").is(200);
        give(tasks);
        assertThat(imported(tasks("")).is(201).texts("pendingAgain")).containsExactly(tasks);
        namesAgain(tasks(""), tasks);
        // a switch may be from the time in between
        assertThat(imported(tasks(SPACE)).is(201).texts("pendingAgain")).containsExactly(tasks);
    }

    /** The switches of an action that comes back count from then on alone; entity roles count at once. */
    @Test
    void namesAnEntityActionThatComesBack() {
        String other = "openapi: 3.1.0\npaths:\n  /other:\n    get: {}\n";
        inForce(entity(one, roles("drop"), "drop"));
        imported(form(one, "entity", other)).is(201);
        assertThat(imported(entity(one, roles("drop"), "drop")).is(201).texts("pendingAgain"))
                .containsExactly(write);
        inForce(form(two, "switch", other + "  /w:\n    post: {}\n"));
        imported(form(two, "switch", other)).is(201);
        assertThat(imported(form(two, "switch", other + "  /w:\n    post: {}\n"))
                        .is(201)
                        .texts("pendingAgain"))
                .isEmpty();
    }
}
