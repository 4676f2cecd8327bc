package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A tenant sees which APIs it enabled, and its log names their actions. */
class EnabledApisTest {
    private final Studio studio = Studio.open();
    private final Client operator = Control.operator();
    private final String api = "api-" + UUID.randomUUID();
    private final String key = "GET /" + api + "/a";

    private Map<String, Object> form() {
        return new HashMap<>(Map.of(
                "id",
                api,
                "kind",
                "switch",
                "upstream",
                "http://127.0.0.1:9",
                "basePath",
                "/" + api,
                "document",
                Documents.ONE));
    }

    private void imported() {
        operator.post("/api/v1/apis", form()).is(201);
        operator.post("/api/v1/apis/" + api + "/actions/activate", Map.of("actions", List.of(key)))
                .is(200);
    }

    private boolean lists(String query) {
        return studio.owner()
                .get("/api/v1/apis?limit=200&enabled=" + query)
                .is(200)
                .body()
                .contains(api);
    }

    @Test
    void showsWhatTheTenantEnabled() {
        imported();
        String path = "/api/v1/apis/" + api;
        assertThat(studio.owner().get(path).json().path("enabled").asBoolean(true))
                .isFalse();
        assertThat(lists("false")).isTrue();
        assertThat(lists("true")).isFalse();
        studio.owner().post(path + "/enable").is(200);
        assertThat(studio.owner().get(path).json().path("enabled").asBoolean()).isTrue();
        assertThat(lists("false")).isFalse();
        assertThat(lists("true")).isTrue();
        assertThat(operator.get(path).is(200).json().has("enabled")).isFalse();
        operator.get("/api/v1/apis?enabled=true").names("enabled");
        studio.owner().get("/api/v1/apis?enabled=yes").names("enabled");
    }

    @Test
    void namesActionsInTheLog() {
        imported();
        studio.owner().post("/api/v1/apis/" + api + "/enable").is(200);
        studio.owner()
                .post("/api/v1/roles", Map.of("id", "vendor", "name", "Vendor"))
                .is(201);
        studio.owner()
                .patch("/api/v1/roles/vendor/permissions", Map.of(key, "ACCESS"))
                .is(200);
        JsonNode entry =
                studio.owner().get("/api/v1/log?limit=1").json().path("items").path(0);
        String number = entry.path("changes").path(0).path("action").toString();
        assertThat(entry.path("actions").path(number).asString()).isEqualTo(key);
        studio.owner().post("/api/v1/users", Map.of("id", "robot")).is(201);
        assertThat(studio.owner()
                        .get("/api/v1/log?limit=1")
                        .json()
                        .path("items")
                        .path(0)
                        .has("actions"))
                .isFalse();
    }

    @Test
    void plansTheSettingsOfAFirstImport() {
        Answer plan = operator.post("/api/v1/apis?plan=true", form()).is(200);
        assertThat(plan.json().path("settings").toString())
                .isEqualTo("[{\"setting\":\"upstream\",\"after\":\"http://127.0.0.1:9\"},"
                        + "{\"setting\":\"basePath\",\"after\":\"/" + api + "\"}]");
    }

    @Test
    void proposesNoSettledMoveAgain() {
        Map<String, Object> form = form();
        for (String path : new String[] {"/a", "/b", "/c"}) {
            form.put("document", Documents.of("GET " + path + " item"));
            form.put("allowRetire", true);
            operator.post("/api/v1/apis", form).is(201);
            Map<String, Object> body = path.equals("/b")
                    ? Map.of("moves", Map.of("GET /" + api + "/b", key))
                    : Map.of("actions", List.of("GET /" + api + path));
            if (!path.equals("/c")) {
                operator.post("/api/v1/apis/" + api + "/actions/activate", body).is(200);
            }
        }
        JsonNode moves = operator.post("/api/v1/apis?plan=true", form).is(200).json();
        assertThat(moves.path("moves").size()).isEqualTo(1);
        assertThat(moves.path("moveCount").asInt()).isEqualTo(1);
        assertThat(moves.path("moves").path(0).path("from").asString()).isEqualTo("GET /" + api + "/b");
    }
}
