package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Why a decision is as it is, over the management API. */
class ExplanationTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Workshop shop = Workshop.open();
    private final Client owner = shop.owner();

    private static JsonNode link(Answer answer, String kind) {
        return answer.json()
                .path("chain")
                .valueStream()
                .filter(link -> link.path("link").asString().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static boolean allowed(Answer answer) {
        return answer.json().path("outcome").path("allowed").asBoolean();
    }

    private static int status(Answer answer) {
        return answer.json().path("outcome").path("status").asInt();
    }

    /** Does what a fix proposes, as it is written. */
    private void perform(JsonNode fix) {
        assertThat(fix.path("calls").size()).as(fix.toString()).isPositive();
        for (JsonNode call : fix.path("calls")) {
            Client client = owner.with("Content-Type", "application/json");
            String match = call.path("ifMatch").asString("");
            Answer answer = (match.isEmpty() ? client : client.with("If-Match", match))
                    .raw(
                            call.path("method").asString(),
                            call.path("path").asString(),
                            call.has("body") ? JSON.writeValueAsString(call.path("body")) : null);
            assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        }
    }

    @Test
    void tellsWhoMadeEachLinkOfAnAllow() {
        Answer told = shop.explain(shop.reading(), "&space=harbour").is(200);
        assertThat(allowed(told)).as(told.body()).isTrue();
        for (String kind : List.of("app", "credential", "on-behalf-of", "user", "api", "role", "permission")) {
            JsonNode link = link(told, kind);
            assertThat(link.path("actor").asString())
                    .as(kind)
                    .isEqualTo(shop.studio().id() + "/owner by " + shop.studio().app());
        }
        JsonNode permission = link(told, "permission");
        JsonNode entry = owner.get("/api/v1/log/" + permission.path("revision").asLong())
                .is(200)
                .json();
        assertThat(entry.path("changes").valueStream().toList()).contains(permission.path("change"));
        assertThat(entry.path("at")).isEqualTo(permission.path("at"));
        assertThat(permission.path("text").asString())
                .isEqualTo("role `vendor` has `ACCESS` on `" + shop.reading() + "`");
        assertThat(link(told, "space").path("text").asString()).isEqualTo("group `crew` opens workspace `harbour`");
        assertThat(told.json().path("fixes").size()).isZero();
        assertThat(told.json().has("missing")).isFalse();
    }

    @Test
    void explainsARequestThatTwoActionsShare() {
        String id = "both-" + UUID.randomUUID();
        Client operator = Control.operator();
        operator.post(
                        "/api/v1/apis",
                        Map.of(
                                "id",
                                id,
                                "kind",
                                "switch",
                                "upstream",
                                "http://127.0.0.1:9",
                                "basePath",
                                "/" + id,
                                "document",
                                Documents.of("GET /{a}/x", "GET /y/{b}")))
                .is(201);
        operator.post("/api/v1/apis/" + id + "/actions/activate", Map.of("actions", "all"))
                .is(200);
        owner.post("/api/v1/apis/" + id + "/enable").is(200);
        owner.patch("/api/v1/roles/vendor/permissions", Map.of("GET /" + id + "/y/{b}", "ACCESS"))
                .is(200);
        String question = "/api/v1/explain?user=robot&method=GET&path=/" + id + "/y/x";
        Answer told = owner.get(question).is(200);
        assertThat(status(told)).as(told.body()).isEqualTo(403);
        assertThat(told.json().path("outcome").path("text").asString())
                .contains("which nothing orders, so it needs the right on each");
        assertThat(told.json().path("asked").path("shared").size()).isEqualTo(2);
        assertThat(told.json().path("missing").toString()).isEqualTo("[{\"action\":\"GET /" + id + "/{a}/x\"}]");
        perform(told.json().path("fixes").path(0));
        assertThat(allowed(owner.get(question).is(200))).isTrue();
    }

    @Test
    void withholdsWhichOperatorActivated() {
        JsonNode action = link(shop.explain(shop.reading(), "").is(200), "action");
        assertThat(action.path("log").asString()).isEqualTo("platform");
        assertThat(action.path("note").asString()).isEqualTo("WITHHELD");
        assertThat(action.path("actor").asString()).isEqualTo("the platform's operator");
        Answer asked = Control.operator()
                .get("/api/v1/explain?tenant=" + shop.studio().id() + "&app="
                        + shop.app().app() + "&action=" + Workshop.parameter(shop.reading()))
                .is(200);
        assertThat(link(asked, "action").path("actor").asString()).startsWith("platform/");
    }

    @Test
    void proposesCallsThatReallyAllowIt() {
        for (String space : List.of("harbour", "attic")) {
            Answer denied = shop.explain(shop.writing(), "&space=" + space).is(200);
            assertThat(allowed(denied)).as(denied.body()).isFalse();
            assertThat(denied.json().path("missing").path(0).path("action").asString())
                    .isEqualTo(shop.writing());
            perform(denied.json().path("fixes").path(0));
            assertThat(allowed(shop.explain(shop.writing(), "&space=" + space).is(200)))
                    .isTrue();
            owner.patch("/api/v1/roles/vendor/permissions", Map.of(shop.writing(), "NONE"))
                    .is(200);
        }
    }

    @Test
    void tellsThatASpaceIsNotReached() {
        Answer hidden = shop.explain(shop.reading(), "&space=attic").is(200);
        assertThat(status(hidden)).isEqualTo(404);
        assertThat(hidden.json().path("outcome").path("text").asString())
                .isEqualTo("user `robot` does not reach workspace `attic`");
        perform(hidden.json().path("fixes").path(0));
        assertThat(allowed(shop.explain(shop.reading(), "&space=attic").is(200)))
                .isTrue();
        Answer none = shop.explain(shop.reading(), "&space=nowhere").is(200);
        assertThat(none.json().path("outcome").path("text").asString()).isEqualTo("there is no workspace `nowhere`");
    }

    @Test
    void explainsLastWeekAsItWas() {
        long before = shop.revision();
        Instant then = Instant.now();
        owner.patch("/api/v1/roles/vendor/permissions", Map.of(shop.reading(), "NONE"))
                .is(200);
        assertThat(allowed(shop.explain(shop.reading(), "").is(200))).isFalse();
        for (String when : List.of("&revision=" + before, "&at=" + then)) {
            Answer past = shop.explain(shop.reading(), when).is(200);
            assertThat(allowed(past)).as(when + past.body()).isTrue();
            assertThat(past.text("foldedBy")).isEqualTo("today's rules");
            assertThat(past.text("revision")).startsWith(before + ".");
            assertThat(link(past, "permission").path("revision").asLong()).isLessThanOrEqualTo(before);
            assertThat(past.json().path("today").path("status").asInt()).isEqualTo(403);
            assertThat(past.json().path("fixes").size()).isPositive();
        }
        shop.explain(shop.reading(), "&revision=" + (before + 2)).names("revision");
        shop.explain(shop.reading(), "&revision=0").names("revision");
        shop.explain(shop.reading(), "&revision=soon").names("revision");
        shop.explain(shop.reading(), "&at=tuesday").names("at");
        shop.explain(shop.reading(), "&at=2999-01-01T00:00:00Z").names("at");
        shop.explain(shop.reading(), "&at=2001-01-01T00:00:00Z").is(404, "not_found");
        shop.explain(shop.reading(), "&at=" + then + "&revision=1").names("at");
        shop.explain(shop.reading(), "&revision=" + before + ".1").names("revision");
    }

    @Test
    void isHonestWhereStandingIsNotThere() {
        owner.post("/api/v1/apps/" + shop.app().app() + "/disable").is(200);
        Answer told = shop.explain(shop.reading(), "&space=harbour").is(200);
        assertThat(status(told)).isEqualTo(401);
        assertThat(told.json().path("outcome").path("reason").asString()).isEqualTo("app_disabled");
        assertThat(told.json().path("rights").asBoolean()).isTrue();
        JsonNode fault = told.json().path("faults").path(0);
        assertThat(fault.path("text").asString()).isEqualTo("app `" + shop.app().app() + "` is disabled");
        assertThat(fault.path("revision").asLong()).isEqualTo(shop.revision());
        owner.post("/api/v1/users/robot/disable").is(200);
        assertThat(shop.explain(shop.reading(), "&space=harbour")
                        .is(200)
                        .json()
                        .path("faults")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void explainsARequestAsTheGatewayReadsIt() {
        String of = "/api/v1/explain?user=robot&method=";
        String path = "&path=" + Workshop.parameter("/" + shop.api() + "/tasks?clientId=harbour");
        Answer read = owner.get(of + "GET" + path).is(200);
        assertThat(allowed(read)).as(read.body()).isTrue();
        assertThat(read.json().path("asked").path("space").asString()).isEqualTo("harbour");
        assertThat(status(owner.get(of + "POST" + path).is(200))).isEqualTo(403);
        Answer other = owner.get(of + "DELETE" + path).is(200);
        assertThat(status(other)).isEqualTo(405);
        assertThat(other.json().path("outcome").path("allow").toString()).contains("POST");
        assertThat(status(owner.get(of + "GET&path=/nothing/here").is(200))).isEqualTo(404);
        assertThat(status(owner.get(of + "GET&path=" + Workshop.parameter("/a%2Fb"))
                        .is(200)))
                .isEqualTo(400);
        Answer twice = owner.get(of + "GET" + path + Workshop.parameter("&clientId=attic"))
                .is(200);
        assertThat(twice.json().path("outcome").path("code").asString()).isEqualTo("space_repeated");
        owner.get("/api/v1/explain?user=robot&path=/x").names("method");
        owner.get(of + "GET" + path + "&action=x").names("action");
        owner.get("/api/v1/explain?user=robot").names("action");
    }

    @Test
    void enablesAnApiAsAFix() {
        owner.post("/api/v1/apis/" + shop.api() + "/disable").is(200);
        Answer told = shop.explain(shop.reading(), "").is(200);
        assertThat(told.json().path("outcome").path("reason").asString()).isEqualTo("path_unknown");
        perform(told.json().path("fixes").path(0));
        assertThat(allowed(shop.explain(shop.reading(), "").is(200))).isTrue();
    }

    @Test
    void enablesAnApiAndGivesTheRight() {
        owner.post("/api/v1/apis/" + shop.api() + "/disable").is(200);
        String id = decided(Map.of("step", 4, "status", 404, "code", "not_found", "reason", "PATH_UNKNOWN"));
        String action = "/api/v1/explain?user=robot&action=" + Workshop.parameter(shop.writing());
        String request = "/api/v1/explain?user=robot&method=POST&path=/" + shop.api() + "/tasks";
        for (String question : List.of(
                action + "&space=attic",
                request + Workshop.parameter("?clientId=attic"),
                request,
                "/api/v1/decisions/" + id + "/explanation")) {
            Answer told = owner.get(question);
            JsonNode fixes = told.is(200).json().path("fixes");
            assertThat(fixes.path(0).path("changes").path(0).path("type").asString())
                    .as(told.body())
                    .isEqualTo("ApiEnabled");
            perform(fixes.path(0));
            String asked = told.json().path("asked").path("space").asString("");
            assertThat(allowed(shop.explain(shop.writing(), asked.isEmpty() ? "" : "&space=" + asked)))
                    .isTrue();
            owner.post("/api/v1/apis/" + shop.api() + "/disable").is(200);
            owner.patch("/api/v1/roles/vendor/permissions", Map.of(shop.writing(), "NONE"))
                    .is(200);
            owner.patch("/api/v1/groups/crew", Map.of("workspaces", List.of("harbour")))
                    .is(200);
        }
    }

    @Test
    void enablesWhatWasEnabledThen() {
        String then = "&revision=" + shop.revision();
        owner.post("/api/v1/apis/" + shop.api() + "/disable").is(200);
        Answer told = shop.explain(shop.reading(), "&space=harbour" + then).is(200);
        assertThat(allowed(told)).as(told.body()).isTrue();
        assertThat(told.json().path("today").path("allowed").asBoolean()).isFalse();
        perform(told.json().path("fixes").path(0));
        assertThat(allowed(shop.explain(shop.reading(), "&space=harbour").is(200)))
                .isTrue();
    }

    @Test
    void proposesNothingWhereEnablingIsNotEnough() {
        owner.post("/api/v1/apis/" + shop.api() + "/disable").is(200);
        String path = "/" + shop.api() + "/tasks?clientId=harbour&clientId=attic";
        Answer twice = owner.get("/api/v1/explain?user=robot&method=GET&path=" + Workshop.parameter(path));
        assertThat(status(twice.is(200))).isEqualTo(404);
        assertThat(twice.json().path("fixes").size()).as(twice.body()).isZero();
    }

    @Test
    void saysThatANoteWasErased() {
        long revision = link(shop.explain(shop.reading(), "").is(200), "role")
                .path("revision")
                .asLong();
        owner.delete("/api/v1/log/" + revision + "/note").is(204);
        JsonNode role = link(shop.explain(shop.reading(), "").is(200), "role");
        assertThat(role.path("note").asString()).isEqualTo("ERASED");
        assertThat(role.has("actor")).isFalse();
        assertThat(role.path("revision").asLong()).isEqualTo(revision);
        JdbcClient.create(Control.server().database().dataSource())
                .sql("update entry set note = null where stream = :stream")
                .param("stream", shop.studio().id())
                .update();
        assertThat(link(shop.explain(shop.reading(), "&space=harbour").is(200), "group")
                        .path("note")
                        .asString())
                .isEqualTo("ERASED_OUTSIDE");
    }

    /** Keeps a decision about the vendor's app, with these members beside; returns its id. */
    private String decided(Map<String, Object> members) {
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 22);
        Map<String, Object> kept = new HashMap<>(Map.of(
                "id",
                id,
                "at",
                Instant.now().toEpochMilli(),
                "tenant",
                shop.studio().id(),
                "app",
                shop.app().app(),
                "user",
                "robot",
                "method",
                "POST",
                "path",
                "/" + shop.api() + "/tasks"));
        kept.putAll(Map.of("step", 6, "status", 403, "code", "action_not_permitted", "reason", "ACTION_NOT_PERMITTED"));
        kept.putAll(members);
        Control.anonymous()
                .with("Authorization", "Bearer " + Control.GATEWAY_KEY)
                .post("/internal/decisions", List.of(kept))
                .is(204);
        return id;
    }

    private Answer explained(String decision) {
        return owner.get("/api/v1/decisions/" + decision + "/explanation");
    }

    @Test
    void takesTheBeginningOfAPathForNoOtherPath() {
        String path = "/" + shop.api() + "/tasks/" + "%20p".repeat(3_000);
        Answer told = explained(decided(
                        Map.of("path", path, "reason", "PATH_UNKNOWN", "step", 4, "status", 404, "code", "not_found")))
                .is(200);
        assertThat(told.json().path("outcome").path("text").asString()).contains("only the beginning of the path");
        assertThat(told.json().path("recorded").path("cut").toString()).isEqualTo("[\"path\"]");
        assertThat(told.json().path("agrees").asBoolean()).isTrue();
    }

    @Test
    void explainsARecordedDenialAtItsRevision() {
        String position = shop.explain(shop.writing(), "").is(200).text("revision");
        String id = decided(Map.of("position", position, "action", shop.writing()));
        owner.patch("/api/v1/roles/vendor/permissions", Map.of(shop.writing(), "ACCESS"))
                .is(200);
        Answer told = explained(id).is(200);
        assertThat(status(told)).as(told.body()).isEqualTo(403);
        assertThat(told.text("revision")).isEqualTo(position);
        assertThat(told.json().path("recorded").path("status").asInt()).isEqualTo(403);
        assertThat(told.json().path("agrees").asBoolean()).isTrue();
        assertThat(told.json().path("today").path("allowed").asBoolean()).isTrue();
        assertThat(told.json().path("fixes").size()).isZero();
        explained("none").is(404, "not_found");
        Studio.open().owner().get("/api/v1/decisions/" + id + "/explanation").is(404, "not_found");
        shop.studio().asker().get("/api/v1/decisions/" + id + "/explanation").is(403, "insufficient_scope");
    }

    @Test
    void explainsRecordsThatKnowLittle() {
        Answer byPath = explained(decided(Map.of("path", "/nothing/here", "status", 404, "reason", "PATH_UNKNOWN")))
                .is(200);
        assertThat(status(byPath)).isEqualTo(404);
        assertThat(byPath.json().path("agrees").asBoolean()).isTrue();
        Answer upstream = explained(decided(
                        Map.of("method", "GET", "action", shop.reading(), "status", 404, "reason", "NO_SUCH_RESOURCE")))
                .is(200);
        assertThat(allowed(upstream)).isTrue();
        assertThat(upstream.json().has("agrees"))
                .as("the upstream said no, not the state")
                .isFalse();
        Answer odd = explained(decided(Map.of("action", shop.reading(), "space", "no id", "status", 404)))
                .is(200);
        assertThat(status(odd)).isEqualTo(404);
        Answer gone = explained(decided(Map.of("action", "GET /not/any/more"))).is(200);
        assertThat(status(gone)).as("read by its path").isEqualTo(403);
        Map<String, Object> noCaller = new HashMap<>(Map.of("status", 401, "reason", "CREDENTIAL_MISSING"));
        noCaller.put("user", null);
        explained(decided(noCaller)).is(404, "not_found");
    }

    @Test
    void findsTheGrantThatStandsAfterManyOthers() {
        Map<String, Object> access = Map.of(shop.writing(), "ACCESS");
        Map<String, Object> none = Map.of(shop.writing(), "NONE");
        for (int n = 0; n < 3; n++) {
            owner.patch("/api/v1/roles/vendor/permissions", access).is(200);
            owner.patch("/api/v1/roles/vendor/permissions", none).is(200);
        }
        owner.patch("/api/v1/roles/vendor/permissions", access).is(200);
        long standing = shop.revision();
        owner.delete("/api/v1/users/robot/role").is(200);
        owner.put("/api/v1/users/robot/role", Map.of("role", "vendor")).is(200);
        Answer writing = shop.explain(shop.writing(), "").is(200);
        assertThat(link(writing, "permission").path("revision").asLong()).isEqualTo(standing);
        assertThat(link(writing, "role").path("revision").asLong()).isEqualTo(standing + 2);
        assertThat(link(shop.explain(shop.reading(), "").is(200), "permission")
                        .path("revision")
                        .asLong())
                .isLessThan(standing - 6);
    }

    @Test
    void explainsWhatABindingHolds() {
        Registry registry = Registry.open();
        registry.user("trader", "a", "TRADER_VIEWER");
        registry.user("stranger");
        String traders = Workshop.parameter("GET /" + Registry.SALES + "/traders");
        Answer denied = registry.owner()
                .get("/api/v1/explain?user=trader&action=" + traders)
                .is(200);
        assertThat(denied.json()
                        .path("missing")
                        .path(0)
                        .path("needs")
                        .path(0)
                        .path("anyRole")
                        .toString())
                .isEqualTo("[\"ASSET_VIEWER\"]");
        assertThat(link(denied, "entity-role").path("text").asString())
                .isEqualTo("the binding of user `trader` carries `TRADER_VIEWER`");
        for (String user : List.of("trader", "stranger")) {
            String question = "/api/v1/explain?space=b&user=" + user + "&action="
                    + Workshop.parameter("GET /" + Registry.SALES + "/channels/{channel}/events");
            Answer told = registry.owner().get(question).is(200);
            assertThat(status(told)).isEqualTo(404);
            // whoever is bound elsewhere is not moved
            assertThat(told.json().path("fixes").size()).isEqualTo(user.equals("trader") ? 0 : 1);
        }
        JsonNode fix = registry.owner()
                .get("/api/v1/explain?user=stranger&action=" + traders)
                .is(200)
                .json()
                .path("fixes")
                .path(0);
        for (JsonNode call : fix.path("calls")) {
            registry.owner()
                    .with("Content-Type", "application/json")
                    .raw(
                            call.path("method").asString(),
                            call.path("path").asString(),
                            call.has("body") ? call.path("body").toString() : null)
                    .is(201);
        }
        assertThat(allowed(registry.owner()
                        .get("/api/v1/explain?user=stranger&action=" + traders)
                        .is(200)))
                .isTrue();
    }

    @Test
    void isAnsweredToThoseWhoMayRead() {
        String question = "/api/v1/explain?user=robot&action=" + Workshop.parameter(shop.reading());
        shop.studio().ownerWith("read").get(question).is(200);
        shop.studio().asker().get(question).is(403, "insufficient_scope");
        Control.anonymous().get(question).is(401, "credential_missing");
        Studio other = Studio.open();
        other.owner().get(question).is(404, "not_found");
        other.owner().get(question + "&tenant=" + shop.studio().id()).is(403, "operators_only");
        other.owner().get(question + "&tenant=nobody").is(403, "operators_only");
        Control.operator().get(question + "&tenant=nobody").is(404, "not_found");
        owner.get("/api/v1/explain?action=x").names("user");
        owner.get("/api/v1/explain?user=robot&action=x").names("action");
        owner.get("/api/v1/explain?app=none&action=x").is(404, "not_found");
    }

    @Test
    void saysAnySpaceWhereAnActionNamesNone() {
        for (String space : List.of("", "&space=harbour", "&space=attic")) {
            Answer denied = shop.explain(shop.plain(), space).is(200);
            assertThat(status(denied)).isEqualTo(403);
            assertThat(denied.text("spaces")).isEqualTo("any");
            JsonNode fix = denied.json().path("fixes").path(0);
            assertThat(fix.path("triples").asInt()).isEqualTo(1);
            assertThat(fix.path("changes").size()).as(fix.toString()).isEqualTo(1);
        }
        perform(shop.explain(shop.plain(), "&space=attic")
                .is(200)
                .json()
                .path("fixes")
                .path(0));
        for (String space : List.of("", "&space=harbour", "&space=attic")) {
            Answer told = shop.explain(shop.plain(), space).is(200);
            assertThat(allowed(told)).as(told.body()).isTrue();
            assertThat(told.text("spaces")).isEqualTo("any");
            assertThat(told.json().path("outcome").path("text").asString())
                    .isEqualTo("user `robot` holds `" + shop.plain()
                            + "`, in any space: the action names none, so the API checks");
        }
        shop.explain(shop.plain(), "&space=nowhere").names("space");
        assertThat(shop.explain(shop.reading(), "").is(200).json().has("spaces"))
                .isFalse();
    }

    @Test
    void explainsWhatTheApiHid() {
        owner.patch("/api/v1/roles/vendor/permissions", Map.of(shop.plain(), "ACCESS"))
                .is(200);
        Answer told = explained(decided(Map.of(
                        "method",
                        "GET",
                        "action",
                        shop.plain(),
                        "space",
                        "attic",
                        "step",
                        7,
                        "status",
                        404,
                        "code",
                        "not_found",
                        "reason",
                        "OUTSIDE_SPACES")))
                .is(200);
        assertThat(status(told)).isEqualTo(404);
        assertThat(told.json().path("agrees").asBoolean()).isTrue();
        assertThat(told.json().path("outcome").path("text").asString())
                .isEqualTo("user `robot` does not reach workspace `attic`");
        assertThat(told.json().path("fixes").size()).isPositive();
    }
}
