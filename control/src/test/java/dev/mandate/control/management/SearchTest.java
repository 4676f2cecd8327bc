package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who can, what can, and where, over the management API. */
class SearchTest {
    private final Workshop shop = Workshop.open();
    private final Client owner = shop.owner();
    private final String reading = "action=" + Workshop.parameter(shop.reading());

    /** All parts of an answer, two rows at a time. */
    private List<JsonNode> all(String question) {
        List<JsonNode> rows = new ArrayList<>();
        String cursor = "";
        while (true) {
            Answer part = owner.get("/api/v1/" + question + "&limit=2" + cursor).is(200);
            part.json().path("items").forEach(rows::add);
            if (!part.json().has("next")) {
                assertThat(part.json().path("count").asInt()).isEqualTo(rows.size());
                return rows;
            }
            cursor = "&cursor=" + part.text("next");
        }
    }

    private static List<String> each(List<JsonNode> rows, String member) {
        return rows.stream().map(row -> row.path(member).asString()).toList();
    }

    private void vendor(String user) {
        owner.post("/api/v1/users", Map.of("id", user, "role", "vendor")).is(201);
    }

    @Test
    void namesEverybodyWhoCanAndWhy() {
        for (int n = 0; n < 4; n++) {
            vendor("v" + n);
        }
        shop.studio().user("idle");
        owner.post("/api/v1/users/v3/disable").is(200);
        assertThat(each(all("who-can?" + reading), "user")).containsExactly("robot", "v0", "v1", "v2");
        List<JsonNode> there = all("who-can?space=harbour&" + reading);
        assertThat(each(there, "user")).containsExactly("robot");
        assertThat(there.getFirst().path("reason").asString())
                .isEqualTo("user `robot` holds role `vendor`; role `vendor` has `ACCESS` on `" + shop.reading()
                        + "`; user `robot` is in group `crew`; group `crew` opens workspace `harbour`");
        assertThat(all("who-can?action=" + Workshop.parameter(shop.writing()))).isEmpty();
    }

    @Test
    void asksThePastToo() {
        long before = shop.revision();
        vendor("later");
        owner.delete("/api/v1/users/robot/role").is(200);
        assertThat(each(all("who-can?" + reading), "user")).containsExactly("later");
        assertThat(each(all("who-can?" + reading + "&revision=" + before), "user"))
                .containsExactly("robot");
        assertThat(owner.get("/api/v1/what-can?user=robot&revision=" + before)
                        .is(200)
                        .text("foldedBy"))
                .isEqualTo("today's rules");
        owner.get("/api/v1/what-can?user=later&revision=" + before).is(404, "not_found");
    }

    @Test
    void tellsWhatAnAppCanDo() {
        Answer told = owner.get("/api/v1/what-can?app=" + shop.app().app()).is(200);
        JsonNode row = told.json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("api").asString().equals(shop.api()))
                .findFirst()
                .orElseThrow();
        assertThat(row.path("action").asString()).isEqualTo(shop.reading());
        assertThat(row.path("spaces").toString()).isEqualTo("[\"harbour\"]");
        assertThat(row.path("spaceCount").asInt()).isEqualTo(1);
        assertThat(row.path("reason").asString()).contains("role `vendor`");
        assertThat(told.json().path("faults").size()).isZero();
        owner.patch("/api/v1/groups/crew", Map.of("workspaces", "all")).is(200);
        owner.post("/api/v1/apps/" + shop.app().app() + "/disable").is(200);
        Answer wide = owner.get("/api/v1/what-can?app=" + shop.app().app()).is(200);
        assertThat(wide.body()).contains("\"spaces\":\"all\"").contains("\"spaceCount\":2");
        assertThat(wide.json().path("faults").path(0).path("text").asString()).contains("is disabled");
    }

    @Test
    void tellsWhereAUserCan() {
        assertThat(each(all("where?user=robot&" + reading), "space")).containsExactly("harbour");
        owner.patch("/api/v1/groups/crew", Map.of("workspaces", "all")).is(200);
        for (String space : List.of("b1", "b2", "b3")) {
            shop.studio().workspace(space);
        }
        List<JsonNode> rows = all("where?user=robot&" + reading);
        assertThat(each(rows, "space")).containsExactly("attic", "b1", "b2", "b3", "harbour");
        assertThat(each(rows, "reason"))
                .allSatisfy(reason -> assertThat(reason).endsWith("group `crew` opens every workspace"));
        assertThat(all("where?user=robot&action=" + Workshop.parameter(shop.writing())))
                .isEmpty();
    }

    @Test
    void refusesQuestionsThatAreNone() {
        owner.get("/api/v1/who-can").names("action");
        owner.get("/api/v1/who-can?action=GET").names("action");
        owner.get("/api/v1/who-can?space=nowhere&" + reading).names("space");
        owner.get("/api/v1/who-can?limit=0&" + reading).names("limit");
        owner.get("/api/v1/who-can?limit=many&" + reading).names("limit");
        owner.get("/api/v1/who-can?cursor=eHg&" + reading).names("cursor");
        owner.get("/api/v1/who-can?cursor=*&" + reading).names("cursor");
        owner.get("/api/v1/what-can").names("user");
        owner.get("/api/v1/what-can?user=none").is(404, "not_found");
        owner.get("/api/v1/where?user=robot").names("action");
    }

    @Test
    void answersThoseWhoMayReadAndOfTheirOwn() {
        Studio other = Studio.open();
        for (String question : List.of("who-can?" + reading, "what-can?user=robot", "where?user=robot&" + reading)) {
            String path = "/api/v1/" + question;
            shop.studio().ownerWith("read").get(path).is(200);
            shop.studio().asker().get(path).is(403, "insufficient_scope");
            Control.anonymous().get(path).is(401, "credential_missing");
            other.owner().get(path + "&tenant=" + shop.studio().id()).is(403, "operators_only");
            assertThat(other.owner().get(path).status()).isBetween(400, 404);
            Control.operator().get(path + "&tenant=" + shop.studio().id()).is(200);
            Control.operator().get(path + "&tenant=nobody").is(404, "not_found");
        }
    }

    /** The upstream of a plain import checks; nothing here may say that it does. */
    @Test
    void saysAnySpaceWhereAnActionNamesNone() {
        String plain = "action=" + Workshop.parameter(shop.plain());
        assertThat(all("where?user=robot&" + plain)).isEmpty();
        owner.patch("/api/v1/roles/vendor/permissions", Map.of(shop.plain(), "ACCESS"))
                .is(200);
        vendor("roamer");
        for (String user : List.of("robot", "roamer")) {
            JsonNode where = owner.get("/api/v1/where?user=" + user + "&" + plain)
                    .is(200)
                    .json();
            assertThat(where.path("spaces").asString()).isEqualTo("any");
            assertThat(where.path("count").asInt()).isEqualTo(1);
            JsonNode row = where.path("items").path(0);
            assertThat(row.path("spaces").asString()).isEqualTo("any");
            assertThat(row.has("space")).isFalse();
            JsonNode what = all("what-can?user=" + user).stream()
                    .filter(item -> item.path("action").asString().equals(shop.plain()))
                    .findFirst()
                    .orElseThrow();
            assertThat(what.path("spaces").asString()).isEqualTo("any");
            assertThat(what.has("spaceCount")).isFalse();
            String told = user.equals("robot") ? "[\"harbour\"]" : "[]";
            assertThat(what.path("told").toString()).isEqualTo(told);
            assertThat(row.path("told").toString()).isEqualTo(told);
        }
        for (String space : List.of("", "&space=harbour", "&space=attic")) {
            assertThat(each(all("who-can?" + plain + space), "user")).containsExactly("robot", "roamer");
            assertThat(owner.get("/api/v1/who-can?" + plain + space).is(200).text("spaces"))
                    .isEqualTo("any");
        }
        assertThat(owner.get("/api/v1/who-can?" + reading).is(200).json().has("spaces"))
                .isFalse();
        assertThat(owner.get("/api/v1/where?user=robot&" + reading)
                        .is(200)
                        .json()
                        .has("spaces"))
                .isFalse();
    }
}
