package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A document imported again: what stays, what is proposed, what is refused, and what a plan says of it. */
class ReimportTest {
    private final Client operator = Control.operator();
    private final String api = "r-" + UUID.randomUUID();
    private final Studio studio = Studio.open();
    private final String permissions = "/api/v1/roles/vendor/permissions";

    @BeforeEach
    void begin() {
        studio.add("roles", "vendor");
        studio.user("robot");
        studio.owner().put("/api/v1/users/robot/role", Map.of("role", "vendor")).is(200);
    }

    private Map<String, Object> form(String... operations) {
        return new HashMap<>(Map.of("id", api, "document", Documents.of(operations)));
    }

    private Answer first(String basePath, String... operations) {
        Map<String, Object> form = form(operations);
        form.putAll(Map.of("kind", "switch", "upstream", "http://127.0.0.1:9", "basePath", basePath));
        Answer answer = operator.post("/api/v1/apis", form).is(201);
        activate(Map.of("actions", "all")).is(200);
        studio.owner().post("/api/v1/apis/" + api + "/enable").is(200);
        return answer;
    }

    private Answer again(Map<String, Object> form) {
        return operator.post("/api/v1/apis", form);
    }

    private Answer forced(Map<String, Object> form) {
        form.put("allowRetire", true);
        return again(form).is(201);
    }

    private Answer activate(Map<String, Object> body) {
        return operator.post("/api/v1/apis/" + api + "/actions/activate", body);
    }

    private void give(String key) {
        studio.owner().patch(permissions, Map.of(key, "ACCESS")).is(200);
    }

    private String switchOf(String key) {
        return studio.owner().get(permissions).is(200).text(key);
    }

    private boolean allowed(String key) {
        return studio.owner()
                .get("/api/v1/what-can?user=robot&limit=200")
                .is(200)
                .json()
                .path("items")
                .toString()
                .contains("\"" + key + "\"");
    }

    private JsonNode action(String key) {
        for (JsonNode action : operator.get("/api/v1/apis/" + api + "/actions?limit=200")
                .is(200)
                .json()
                .path("items")) {
            if (action.path("key").asString().equals(key)) {
                return action;
            }
        }
        throw new AssertionError("no action " + key);
    }

    private String base() {
        return "/" + api;
    }

    @Test
    void carriesNoRightToAnotherMethod() {
        first(base(), "GET /echo/{id} item");
        String read = "GET " + base() + "/echo/{id}";
        String delete = "DELETE " + base() + "/echo/{id}";
        give(read);
        assertThat(allowed(read)).isTrue();
        again(form("DELETE /echo/{id} item")).is(409, "import_would_retire");
        Answer answer = forced(form("DELETE /echo/{id} item"));
        assertThat(answer.texts("added")).containsExactly(delete);
        assertThat(answer.texts("retired")).containsExactly(read);
        assertThat(answer.json().path("moves").size()).isZero();
        assertThat(switchOf(delete)).isEqualTo("NONE");
        activate(Map.of("moves", Map.of(delete, read))).is(409, "move_refused");
        assertThat(action(delete).path("status").asString()).isEqualTo("PENDING");
        activate(Map.of("actions", "all")).is(200);
        assertThat(allowed(delete)).isFalse();
    }

    @Test
    void carriesNothingWhenOperationIdsSwap() {
        first(base() + "/v1", "GET /orders list", "GET /salaries list_1");
        String orders = "GET " + base() + "/v1/orders";
        give(orders);
        Map<String, Object> swapped = form("GET /orders list_1", "GET /salaries list");
        swapped.put("basePath", base() + "/v2");
        Answer refused = again(swapped).is(409, "import_would_retire");
        assertThat(refused.json().path("losingCount").asInt()).isEqualTo(2);
        assertThat(refused.json().path("losing").path(0).toString())
                .isEqualTo("{\"action\":\"" + orders
                        + "\",\"becomes\":\"RETIRED\",\"tenants\":1,\"roles\":1,\"users\":1}");
        assertThat(refused.json()
                        .path("touched")
                        .path("first")
                        .path(0)
                        .path("tenant")
                        .asString())
                .isEqualTo(studio.id());
        Answer done = forced(swapped);
        String newOrders = "GET " + base() + "/v2/orders";
        String newSalaries = "GET " + base() + "/v2/salaries";
        assertThat(done.texts("pending")).containsExactly(newOrders, newSalaries);
        assertThat(done.json().path("moves").path(1).toString())
                .isEqualTo("{\"from\":\"" + orders + "\",\"to\":\"" + newSalaries
                        + "\",\"tenants\":1,\"roles\":1,\"users\":1}");
        assertThat(action(newSalaries).path("movedFrom").path(0).asString()).isEqualTo(orders);
        activate(Map.of("actions", "all")).is(200);
        assertThat(switchOf(newOrders)).isEqualTo("NONE");
        assertThat(switchOf(newSalaries)).isEqualTo("NONE");
        assertThat(allowed(newSalaries)).isFalse();
    }

    @Test
    void carriesAMoveThatIsConfirmed() {
        first(base() + "/v1", "GET /orders list", "PUT /orders");
        String before = "GET " + base() + "/v1/orders";
        String after = "GET " + base() + "/v2/orders";
        give(before);
        Studio other = Studio.open();
        Map<String, Object> moved = form("GET /orders list", "PUT /orders");
        moved.put("basePath", base() + "/v2");
        forced(moved);
        assertThat(switchOf(after)).isEqualTo("NONE");
        Answer done = activate(Map.of("moves", Map.of(after, before))).is(200);
        assertThat(done.json().path("carried").toString())
                .isEqualTo("[{\"from\":\"" + before + "\",\"to\":\"" + after
                        + "\",\"tenants\":1,\"roles\":1,\"users\":1}]");
        assertThat(done.json().path("activated").asInt()).isEqualTo(1);
        assertThat(switchOf(after)).isEqualTo("ACCESS");
        assertThat(allowed(after)).isTrue();
        assertThat(action("PUT " + base() + "/v2/orders").path("status").asString())
                .isEqualTo("PENDING");
        JsonNode entry = studio.owner()
                .get("/api/v1/log?limit=1")
                .is(200)
                .json()
                .path("items")
                .path(0);
        assertThat(entry.path("changes").path(0).path("type").asString()).isEqualTo("PermissionSet");
        assertThat(entry.path("reason").asString())
                .contains(before)
                .contains(after)
                .contains("confirmed");
        assertThat(entry.has("address")).isFalse();
        assertThat(other.owner().get("/api/v1/log?limit=1").is(200).body()).doesNotContain("PermissionSet");
        Answer again = activate(Map.of("moves", Map.of(after, before))).is(200);
        assertThat(again.json().path("activated").asInt()).isZero();
        assertThat(again.json().path("carried").path(0).path("users").asInt()).isZero();
    }

    /** Moves `GET /orders`, which the vendor has, from `/v1` to `/v2`; returns the old key. */
    private String proposed() {
        first(base() + "/v1", "GET /orders list");
        String before = "GET " + base() + "/v1/orders";
        give(before);
        Map<String, Object> moved = form("GET /orders list");
        moved.put("basePath", base() + "/v2");
        forced(moved);
        return before;
    }

    @Test
    void carriesNothingThatATenantLowersBefore() {
        String before = proposed();
        String after = "GET " + base() + "/v2/orders";
        assertThat(switchOf(before)).isEqualTo("ACCESS");
        studio.owner().patch(permissions, Map.of(before, "ACCESS")).is(200);
        studio.owner().patch(permissions, Map.of(before, "NONE")).is(200);
        assertThat(switchOf(before)).isEmpty();
        studio.owner().patch(permissions, Map.of(before, "ACCESS")).names(before);
        studio.owner().patch(permissions, Map.of(before, "NONE")).is(200);
        Answer moved = activate(Map.of("moves", Map.of(after, before))).is(200);
        assertThat(moved.json().path("carried").path(0).path("users").asInt()).isZero();
        assertThat(switchOf(after)).isEqualTo("NONE");
        assertThat(allowed(after)).isFalse();
    }

    @Test
    void carriesNothingToAnActionThatATenantSetsToNone() {
        String before = proposed();
        String after = "GET " + base() + "/v2/orders";
        studio.owner()
                .patch(permissions, Map.of(after, "NONE", before, "ACCESS"))
                .is(200);
        assertThat(switchOf(before)).isEqualTo("ACCESS");
        studio.owner().patch(permissions, Map.of(after, "NONE")).is(200);
        assertThat(switchOf(before)).isEmpty();
        activate(Map.of("moves", Map.of(after, before))).is(200);
        assertThat(allowed(after)).isFalse();
    }

    @Test
    void lowersSwitchesOfADisabledApi() {
        first(base(), "GET /orders");
        String key = "GET " + base() + "/orders";
        give(key);
        studio.owner().post("/api/v1/apis/" + api + "/disable").is(200);
        assertThat(switchOf(key)).isEqualTo("ACCESS");
        studio.owner().patch(permissions, Map.of(key, "NONE")).is(200);
        studio.owner().patch(permissions, Map.of(key, "ACCESS")).names(key);
        studio.owner().post("/api/v1/apis/" + api + "/enable").is(200);
        assertThat(allowed(key)).isFalse();
    }

    @Test
    void answersARepeatedConfirmationFromTheFirst() {
        first(base() + "/v1", "GET /orders list");
        String before = "GET " + base() + "/v1/orders";
        String after = "GET " + base() + "/v2/orders";
        give(before);
        Map<String, Object> moved = form("GET /orders list");
        moved.put("basePath", base() + "/v2");
        String etag = forced(moved).etag();
        Client keyed = operator.with("Idempotency-Key", UUID.randomUUID().toString());
        String path = "/api/v1/apis/" + api + "/actions/activate";
        Map<String, Object> body = Map.of("moves", Map.of(after, before));
        operator.with("If-Match", "\"1\"").post(path, body).is(412, "precondition_failed");
        assertThat(switchOf(after)).isEqualTo("NONE");
        studio.owner().post(path, body).is(403, "operators_only");
        Client conditional = keyed.with("If-Match", etag);
        Answer done = conditional.post(path, body).is(200);
        studio.owner().patch(permissions, Map.of(after, "NONE")).is(200);
        assertThat(conditional.post(path, body).is(200).body()).isEqualTo(done.body());
        assertThat(switchOf(after)).isEqualTo("NONE");
    }

    @Test
    void namesMovesThatCarryNothing() {
        first(base(), "GET /a a", "GET /b b", "GET /d d", "GET /e", "PUT /b");
        String a = "GET " + base() + "/a";
        String c = "GET " + base() + "/c";
        forced(form("GET /a a", "GET /c b", "PUT /c"));
        activate(Map.of("moves", Map.of(c, a))).is(409, "move_refused");
        activate(Map.of("moves", Map.of(c, "PUT " + base() + "/b"))).is(409, "move_refused");
        activate(Map.of("moves", Map.of(c, "GET " + base() + "/d"))).is(409, "move_refused");
        activate(Map.of("moves", Map.of(c, "GET " + base() + "/e"))).is(409, "move_refused");
        activate(Map.of("moves", Map.of(c, "GET /nowhere"))).names("moves");
        activate(Map.of("moves", Map.of("GET /nowhere", a))).names("moves");
        activate(Map.of("moves", Map.of())).names("actions");
        assertThat(action(c).path("status").asString()).isEqualTo("PENDING");
    }

    @Test
    void namesWhoCanMakeRequestsOfAnActionThatLeaves() {
        String wide = "GET " + base() + "/x/{p}";
        String salaries = "GET " + base() + "/x/salaries";
        first(base(), "GET /x/{p}");
        give(wide);
        again(form("GET /x/{p}", "GET /x/salaries")).is(201);
        Map<String, Object> without = form("GET /x/{p}");
        Answer refused = again(without).is(409, "import_would_retire");
        String rerouted = "[{\"from\":\"" + salaries + "\",\"to\":\"" + wide + "\",\"api\":\"" + api
                + "\",\"tenants\":1,\"users\":1}]";
        assertThat(refused.json().path("rerouted").toString()).isEqualTo(rerouted);
        assertThat(refused.json().path("losingCount").asInt()).isZero();
        assertThat(refused.text("detail")).contains(salaries).contains(wide);
        Answer plan = operator.post("/api/v1/apis?plan=true", without).is(200);
        assertThat(plan.json().path("rerouted").toString()).isEqualTo(rerouted);
        activate(Map.of("actions", "all")).is(200);
        give(salaries);
        Answer held = again(without).is(409, "import_would_retire");
        assertThat(held.json().path("rerouted").path(0).path("users").asInt()).isZero();
        forced(without);
    }

    @Test
    void namesWhoCanMakeRequestsThatAnotherUpstreamFrees() {
        String wide = "GET " + base() + "/r/{id}";
        first(base(), "GET /r/{id}");
        give(wide);
        String other = "o-" + UUID.randomUUID();
        Map<String, Object> form = new HashMap<>(Map.of("id", other, "document", Documents.of("GET /r/salary")));
        form.putAll(Map.of("kind", "switch", "upstream", "http://localhost:9", "basePath", base()));
        again(form).is(201);
        operator.post("/api/v1/apis/" + other + "/actions/activate", Map.of("actions", "all"))
                .is(200);
        form.put("upstream", "https://[::1]:9");
        assertThat(operator.post("/api/v1/apis?plan=true", form)
                        .is(200)
                        .json()
                        .path("rerouted")
                        .size())
                .as("the same server")
                .isZero();
        form.put("upstream", "http://127.0.0.1:10");
        Answer refused = again(form).is(409, "import_would_retire");
        assertThat(refused.json().path("rerouted").toString())
                .isEqualTo("[{\"from\":\"GET " + base() + "/r/salary\",\"to\":\"" + wide + "\",\"api\":\"" + api
                        + "\",\"tenants\":1,\"users\":1}]");
        forced(form);
    }

    @Test
    void namesWhoCanMakeRequestsThatAPrecedenceGivesAway() {
        String one = "GET " + base() + "/a/{x}";
        String other = "GET " + base() + "/{y}/b";
        first(base(), "GET /a/{x}", "GET /{y}/b");
        give(other);
        String precedence = "/api/v1/apis/" + api + "/precedence";
        Answer set = operator.patch(precedence, Map.of(other, 5)).is(200);
        assertThat(set.json().path("precedences").toString()).isEqualTo("{\"" + other + "\":5}");
        assertThat(set.json().path("rerouted").toString())
                .isEqualTo("[{\"from\":\"" + one + "\",\"to\":\"" + other + "\",\"api\":\"" + api
                        + "\",\"tenants\":1,\"users\":1}]");
        assertThat(set.json().path("warnings").path(0).path("message").asString())
                .contains("are requests of `" + other + "` alone from now on");
        Map<String, @Nullable Object> unset = new HashMap<>();
        unset.put(other, null);
        Answer back = operator.patch(precedence, unset).is(200);
        assertThat(back.json().path("rerouted").size()).isZero();
        assertThat(back.json().path("warnings").path(0).path("message").asString())
                .contains("needs the right on both");
        assertThat(operator.get(precedence).is(200).body()).isEqualTo("{}");
    }

    @Test
    void keepsWhatWasSetOutsideOfTheDocument() {
        first(base() + "/partner", "GET /a");
        Answer again = again(form("GET /a", "GET /b")).is(201);
        assertThat(again.json().path("api").path("basePath").asString()).isEqualTo(base() + "/partner");
        assertThat(again.texts("added")).containsExactly("GET " + base() + "/partner/b");
        assertThat(again.body()).contains("stays `" + base() + "/partner`");
        Map<String, Object> unset = form("GET /a", "GET /b");
        unset.put("basePath", null);
        unset.put("upstream", null);
        again(unset).names("upstream");
        unset.put("upstream", "http://127.0.0.1:10");
        Answer followed = forced(unset);
        assertThat(followed.json().path("api").path("basePath").asString()).isEmpty();
        assertThat(followed.json().path("api").path("upstream").asString()).isEqualTo("http://127.0.0.1:10");
        again(form("GET /a", "GET /b")).is(200);
    }

    @Test
    void saysWhatChangesBesideTheActions() {
        String roles = "x-mandate: {roles: [TRADER_VIEWER, %s], scopes: {TRADER_ACCEPTER: [%s]}}\n";
        String need = "{entity: TRADER, operation: accept}";
        Answer first = again(entity(roles.formatted("TRADER_ACCEPTER", "accept"), "/a", need))
                .is(201);
        assertThat(first.json().path("settings").toString())
                .isEqualTo("[{\"setting\":\"upstream\",\"after\":\"http://127.0.0.1:9\"},"
                        + "{\"setting\":\"basePath\",\"after\":\"" + base() + "\"},"
                        + "{\"setting\":\"role TRADER_ACCEPTER\",\"after\":\"accept\"},"
                        + "{\"setting\":\"role TRADER_VIEWER\",\"after\":\"read\"}]");
        assertThat(first.json().path("actionCount").asInt()).isEqualTo(1);
        assertThat(first.json().path("spacelessCount").asInt()).isEqualTo(1);
        Map<String, Object> form =
                entity(roles.formatted("TRADER_ACCEPTER, ASSET_VIEWER", "accept, pay"), "/{a}", need);
        form.put("document", String.valueOf(form.get("document")).replace("TRADER_VIEWER, ", ""));
        form.put("upstream", "http://127.0.0.1:10");
        form.put("basePath", base() + "/v2");
        String settings =
                "[{\"setting\":\"upstream\",\"before\":\"http://127.0.0.1:9\",\"after\":\"http://127.0.0.1:10\"},"
                        + "{\"setting\":\"basePath\",\"before\":\"" + base() + "\",\"after\":\"" + base() + "/v2\"},"
                        + "{\"setting\":\"role ASSET_VIEWER\",\"after\":\"read\"},"
                        + "{\"setting\":\"role TRADER_ACCEPTER\",\"before\":\"accept\",\"after\":\"accept, pay\"},"
                        + "{\"setting\":\"role TRADER_VIEWER\",\"before\":\"read\"}]";
        Answer plan = operator.post("/api/v1/apis?plan=true", form).is(200);
        assertThat(plan.json().path("settings").toString()).isEqualTo(settings);
        Answer refused = again(form).is(409, "import_would_retire");
        assertThat(refused.json().path("settings").toString()).isEqualTo(settings);
        assertThat(refused.json().path("warnings"))
                .isEqualTo(plan.json().path("warnings"))
                .isNotEmpty();
        assertThat(forced(form).json().path("settings").toString()).isEqualTo(settings);
    }

    @Test
    void followsTheDocumentWhereNothingElseWasSet() {
        String servers = "openapi: 3.1.0\nservers: [{url: '%s'}]\npaths: {/a: {get: {}}}";
        Map<String, Object> form = new HashMap<>(Map.of("id", api, "kind", "switch", "upstream", "http://127.0.0.1:9"));
        form.put("document", servers.formatted(base() + "/v1"));
        again(form).is(201);
        form.put("document", servers.formatted(base() + "/v2"));
        Answer followed = forced(form);
        assertThat(followed.texts("added")).containsExactly("GET " + base() + "/v2/a");
        form.put("basePath", base() + "/v3");
        forced(form);
        form.remove("basePath");
        Answer kept = again(form).is(200);
        assertThat(kept.json().path("api").path("basePath").asString()).isEqualTo(base() + "/v3");
    }

    @Test
    void plansWithoutWriting() {
        first(base(), "GET /a a", "GET /b");
        give("GET " + base() + "/a");
        operator.post(
                        "/api/v1/connectors",
                        Map.of(
                                "id",
                                "c" + api,
                                "name",
                                "C " + api,
                                "api",
                                api,
                                "modules",
                                Map.of("M", Map.of("required", List.of("GET /a")))))
                .is(201);
        String etag = operator.get("/api/v1/apis/" + api).etag();
        Answer plan = operator.post("/api/v1/apis?plan=true", form("GET /c a", "GET /b"))
                .is(200);
        assertThat(plan.json().path("planned").asBoolean()).isTrue();
        assertThat(plan.json().path("changed").asBoolean()).isTrue();
        assertThat(plan.texts("added")).containsExactly("GET " + base() + "/c");
        assertThat(plan.texts("retired")).containsExactly("GET " + base() + "/a");
        assertThat(plan.json().path("moves").path(0).path("users").asInt()).isEqualTo(1);
        assertThat(plan.json().path("connectors").toString())
                .isEqualTo("[{\"connector\":\"c" + api + "\",\"module\":\"M\",\"line\":\"GET " + base() + "/a\"}]");
        assertThat(operator.get("/api/v1/apis/" + api).etag()).isEqualTo(etag);
        Answer none = operator.post("/api/v1/apis?plan=true", form("GET /a a", "GET /b"))
                .is(200);
        assertThat(none.json().path("changed").asBoolean()).isFalse();
        operator.post("/api/v1/apis?plan=perhaps", form("GET /a")).names("plan");
        studio.owner().post("/api/v1/apis?plan=true", form("GET /a")).is(403);
    }

    @Test
    void asksBeforeASpaceIsReadElsewhere() {
        String names =
                "{\"openapi\": \"3.1.0\", \"paths\": {\"/{%s}/of/{%s}\": {\"parameters\": [{\"in\": \"path\", \"name\":"
                        + " \"client\", \"required\": true}, {\"in\": \"path\", \"name\": \"task\", \"required\": true}], \"get\": {\"x-mandate\": {\"space\": {\"in\":"
                        + " \"path\", \"name\": \"client\", \"kind\": \"workspace\"}}}}}}";
        Map<String, Object> form = new HashMap<>(
                Map.of("id", api, "kind", "switch", "upstream", "http://127.0.0.1:9", "basePath", base()));
        form.put("document", names.formatted("client", "task"));
        again(form).is(201);
        activate(Map.of("actions", "all")).is(200);
        form.put("document", names.formatted("task", "client"));
        again(form).is(409, "import_would_retire");
        assertThat(forced(form).json().path("pendingAgain").size()).isEqualTo(1);
    }

    @Test
    void saysWhoHoldsAnActionInAnySpace() {
        String task = "{\"openapi\": \"3.1.0\", \"paths\": {\"/tasks\": {\"get\": {\"parameters\": [{\"in\": \"query\","
                + " \"name\": \"client\"}]%s}}}}";
        String space =
                ", \"x-mandate\": {\"space\": {\"in\": \"query\", \"name\": \"client\", \"kind\": \"workspace\"}}";
        String key = "GET " + base() + "/tasks";
        Map<String, Object> form = new HashMap<>(
                Map.of("id", api, "kind", "switch", "upstream", "http://127.0.0.1:9", "basePath", base()));
        form.put("document", task.formatted(space));
        assertThat(again(form).is(201).json().path("spacelessCount").asInt()).isZero();
        assertThat(activate(Map.of("actions", "all"))
                        .is(200)
                        .json()
                        .path("held")
                        .size())
                .isZero();
        studio.owner().post("/api/v1/apis/" + api + "/enable").is(200);
        give(key);
        form.put("document", task.formatted(""));
        Answer refused = again(form).is(409, "import_would_retire");
        String said = "`" + key
                + "` names its space no more: it is pending, and once it is activated, whoever holds it has it"
                + " in any space";
        assertThat(refused.json().path("warnings").toString()).contains(said);
        assertThat(operator.post("/api/v1/apis?plan=true", form).is(200).body()).contains(said);
        assertThat(forced(form).body()).contains(said);
        assertThat(activate(Map.of("actions", "all"))
                        .is(200)
                        .json()
                        .path("held")
                        .toString())
                .isEqualTo("[{\"action\":\"" + key + "\",\"anySpace\":true,\"tenants\":1,\"roles\":1,\"users\":1}]");
    }

    @Test
    void saysWhoHoldsAMovedActionInAnySpace() {
        String orders = "{\"openapi\": \"3.1.0\", \"paths\": {\"/%s/{client}\": {\"get\": {\"operationId\": \"list\","
                + " \"parameters\": [{\"in\": \"path\", \"name\": \"client\", \"required\": true}]%s}}}}";
        String space =
                ", \"x-mandate\": {\"space\": {\"in\": \"path\", \"name\": \"client\", \"kind\": \"workspace\"}}";
        String before = "GET " + base() + "/v1/{client}";
        String after = "GET " + base() + "/v2/{client}";
        Map<String, Object> form = new HashMap<>(
                Map.of("id", api, "kind", "switch", "upstream", "http://127.0.0.1:9", "basePath", base()));
        form.put("document", orders.formatted("v1", space));
        again(form).is(201);
        activate(Map.of("actions", "all")).is(200);
        studio.owner().post("/api/v1/apis/" + api + "/enable").is(200);
        give(before);
        form.put("document", orders.formatted("v2", space));
        assertThat(operator.post("/api/v1/apis?plan=true", form).is(200).body()).doesNotContain("names no space");
        form.put("document", orders.formatted("v2", ""));
        String said = "`" + after + "` names no space, as `" + before
                + "` did, which may have moved there: if the move is confirmed, whoever held that has it in any space";
        assertThat(operator.post("/api/v1/apis?plan=true", form).is(200).body()).contains(said);
        assertThat(forced(form).body()).contains(said);
        assertThat(activate(Map.of("moves", Map.of(after, before)))
                        .is(200)
                        .json()
                        .path("held")
                        .toString())
                .isEqualTo("[{\"action\":\"" + after + "\",\"anySpace\":true,\"tenants\":1,\"roles\":1,\"users\":1}]");
    }

    private Map<String, Object> entity(String mandate, String path, String needs) {
        Map<String, Object> form = new HashMap<>(
                Map.of("id", api, "kind", "entity", "upstream", "http://127.0.0.1:9", "basePath", base()));
        form.put(
                "document",
                "openapi: 3.1.0\n" + mandate + "paths:\n  " + path
                        + ":\n    post: {operationId: act, x-mandate: {needs: [" + needs + "]}}\n");
        return form;
    }

    @Test
    void warnsOfActionsThatEveryUserOrNoVendorMayCall() {
        Map<String, Object> form = new HashMap<>(
                Map.of("id", api, "kind", "entity", "upstream", "http://127.0.0.1:9", "basePath", base()));
        form.put(
                "document",
                "openapi: 3.1.0\npaths:\n  /users/{user}:\n    get: {x-mandate: {self: true}}\n"
                        + "  /all:\n    get: {x-mandate: {administrators: true}}\n");
        String warnings = again(form).is(201).json().path("warnings").toString();
        assertThat(warnings)
                .contains("`GET " + base() + "/users/{user}` is marked `self`: every active user may call it")
                .contains("`GET " + base() + "/all` is marked `administrators`: the gateway refuses every call of it");
        activate(Map.of("actions", "all")).is(200);
        studio.owner().post("/api/v1/apis/" + api + "/enable").is(200);
        assertThat(studio.owner()
                        .get("/api/v1/who-can?action=GET+" + base() + "/users/%7Buser%7D")
                        .is(200)
                        .body())
                .contains("every active user holds it, and the api must check that it is about the caller");
    }

    @Test
    void movesNoActionOfAnEntityApiUnasked() {
        String roles = "x-mandate: {roles: [TRADER_ACCEPTER], scopes: {TRADER_ACCEPTER: [accept]}}\n";
        String need = "{entity: TRADER, operation: accept}";
        again(entity(roles, "/a", need)).is(201);
        activate(Map.of("actions", "all")).is(200);
        again(entity(roles, "/b", need)).is(409, "import_would_retire");
        forced(entity(roles, "/b", need));
        String key = "POST " + base() + "/b";
        assertThat(action(key).path("status").asString()).isEqualTo("PENDING");
        activate(Map.of("moves", Map.of(key, "POST " + base() + "/a"))).is(200);
        assertThat(action(key).path("status").asString()).isEqualTo("ACTIVE");
    }

    @Test
    void asksBeforeARoleGrantsMoreOrLess() {
        String roles = "x-mandate: {roles: [TRADER_ACCEPTER], scopes: {TRADER_ACCEPTER: [%s]}}\n";
        String need = "{entity: TRADER, operation: pay}";
        again(entity(roles.formatted("accept"), "/a", need)).is(201);
        activate(Map.of("actions", "all")).is(200);
        Answer more = again(entity(roles.formatted("accept, pay"), "/a", need)).is(409, "import_would_retire");
        assertThat(more.json().path("losing").path(0).path("becomes").asString())
                .isEqualTo("PENDING");
        Answer less = again(entity(roles.formatted("settle"), "/a", need)).is(409, "import_would_retire");
        assertThat(less.texts("narrowedRoles")).containsExactly("TRADER_ACCEPTER");
    }

    @Test
    void proposesRolesWhereNobodyCouldHoldAnything() {
        Answer answer = again(entity(
                        "",
                        "/a",
                        "{entity: TRADER, operation: accept}, {entity: ASSET, operation: read},"
                                + " {entity: ASSET, operation: update}"))
                .is(201);
        assertThat(answer.json().path("proposedRoles").toString())
                .isEqualTo("{\"roles\":[\"ASSET_ADMINISTRATOR\",\"ASSET_VIEWER\",\"TRADER_ACCEPTER\"],"
                        + "\"scopes\":{\"TRADER_ACCEPTER\":[\"accept\"]}}");
        assertThat(answer.json().path("warnings").toString()).contains("nobody can hold");
        String pasted = "x-mandate: " + answer.json().path("proposedRoles") + "\n";
        Answer listed = again(entity(
                        pasted,
                        "/a",
                        "{entity: TRADER, operation: accept}, {entity: ASSET, operation: read},"
                                + " {entity: ASSET, operation: update}"))
                .is(201);
        assertThat(listed.json().has("proposedRoles")).isFalse();
    }
}
