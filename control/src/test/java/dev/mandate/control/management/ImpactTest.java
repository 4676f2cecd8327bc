package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a change would flip, and what one did, over the management API. */
class ImpactTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Workshop shop = Workshop.open();
    private final Client owner = shop.owner();

    private static Map<String, Object> change(String type, Map<String, Object> members) {
        Map<String, Object> change = new HashMap<>(Map.of("type", type, "v", 1));
        change.putAll(members);
        return change;
    }

    private Answer impact(Map<String, Object> change) {
        return owner.post("/api/v1/impact", Map.of("changes", List.of(change)));
    }

    private int id(String key) {
        return owner.get("/api/v1/apis/" + shop.api() + "/actions")
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .filter(action -> action.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asInt();
    }

    private Map<String, Object> writingAllowed() {
        return change("PermissionSet", Map.of("role", "vendor", "action", id(shop.writing()), "permission", "ACCESS"));
    }

    @Test
    void foretellsExactlyWhatThenHappens() {
        long before = shop.revision();
        Answer foretold = impact(writingAllowed()).is(200);
        assertThat(shop.revision()).as("nothing was written").isEqualTo(before);
        assertThat(foretold.json().path("counts").toString())
                .isEqualTo("{\"users\":1,\"rows\":1,\"gained\":1,\"lost\":0}");
        JsonNode row = foretold.json().path("items").path(0);
        assertThat(row.path("user").asString()).isEqualTo("robot");
        assertThat(row.path("action").asString()).isEqualTo(shop.writing());
        assertThat(row.path("gained").toString()).isEqualTo("[\"harbour\"]");
        assertThat(row.path("holds").asBoolean()).isTrue();
        owner.patch("/api/v1/roles/vendor/permissions", Map.of(shop.writing(), "ACCESS"))
                .is(200);
        Answer happened = owner.post("/api/v1/impact", Map.of("from", before)).is(200);
        assertThat(happened.json().path("items")).isEqualTo(foretold.json().path("items"));
        assertThat(happened.json().path("counts")).isEqualTo(foretold.json().path("counts"));
        Answer between = owner.post("/api/v1/impact", Map.of("from", before, "to", Long.toString(before + 1)))
                .is(200);
        assertThat(between.json().path("items")).isEqualTo(foretold.json().path("items"));
        Answer back = owner.post("/api/v1/impact", Map.of("from", before + 1, "to", before))
                .is(200);
        assertThat(back.json().path("counts").path("lost").asInt()).isEqualTo(1);
    }

    @Test
    void pagesAndStreamsTheSameRows() {
        for (int n = 0; n < 4; n++) {
            owner.post("/api/v1/users", Map.of("id", "v" + n, "role", "vendor")).is(201);
        }
        Map<String, Object> question = Map.of("changes", List.of(change("RoleRemoved", Map.of("role", "vendor"))));
        List<JsonNode> paged = new ArrayList<>();
        String cursor = "";
        do {
            Answer part =
                    owner.post("/api/v1/impact?limit=2" + cursor, question).is(200);
            part.json().path("items").forEach(paged::add);
            cursor = part.json().has("next") ? "&cursor=" + part.text("next") : "";
        } while (!cursor.isEmpty());
        Answer lines = owner.with("Accept", "application/x-ndjson")
                .post("/api/v1/impact", question)
                .is(200);
        assertThat(lines.header("Content-Type")).startsWith("application/x-ndjson");
        List<JsonNode> streamed = lines.body().lines().map(JSON::readTree).toList();
        assertThat(streamed.getFirst().path("counts").path("rows").asInt()).isEqualTo(5);
        assertThat(streamed.subList(1, streamed.size())).isEqualTo(paged);
        assertThat(paged).hasSize(5);
        owner.post("/api/v1/impact?cursor=eHg", question).names("cursor");
    }

    @Test
    void checksChangesAsTheirCommandsWould() {
        Map<String, Map<String, Object>> wrong = Map.of(
                "changes[0].user", change("UserRoleAssigned", Map.of("user", "nobody", "role", "vendor")),
                "changes[0].role", change("UserRoleAssigned", Map.of("user", "robot", "role", "none")),
                "changes[0].group", change("MemberAdded", Map.of("group", "none", "user", "robot")),
                "changes[0].workspace", change("WorkspaceOpened", Map.of("group", "crew", "workspace", "none")),
                "changes[0].channel", change("UserBound", Map.of("user", "robot", "channel", "harbour")),
                "changes[0].action",
                        change("PermissionSet", Map.of("role", "vendor", "action", 999_999, "permission", "ACCESS")),
                "changes[0].api", change("ApiEnabled", Map.of("api", "none")),
                "changes[0].permission",
                        change("PermissionSet", Map.of("role", "vendor", "action", 1, "permission", "MAYBE")),
                "changes[0].type", change("TenantListed", Map.of("tenant", "x")),
                "changes", change("NoSuchThing", Map.of()));
        wrong.forEach((field, change) -> impact(change).names(field));
        impact(change("UserAdded", Map.of("user", "robot", "kind", "SERVICE"))).names("changes[0].user");
        List<Map<String, Object>> inTurn = List.of(
                change("UserAdded", Map.of("user", "newcomer", "kind", "SERVICE")),
                change("UserRoleAssigned", Map.of("user", "newcomer", "role", "vendor")));
        assertThat(owner.post("/api/v1/impact", Map.of("changes", inTurn))
                        .is(200)
                        .json()
                        .path("counts")
                        .path("rows")
                        .asInt())
                .as("reading tasks, and its own binding as every user may")
                .isEqualTo(2);
    }

    @Test
    void refusesQuestionsThatAreNone() {
        owner.post("/api/v1/impact", Map.of()).names("changes");
        owner.post("/api/v1/impact", Map.of("changes", List.of())).names("changes");
        owner.post("/api/v1/impact", Map.of("changes", "all")).names("changes");
        owner.post("/api/v1/impact", Map.of("changes", List.of(writingAllowed()), "to", 1))
                .names("to");
        owner.post("/api/v1/impact", Map.of("from", "soon")).names("from");
        owner.post("/api/v1/impact", Map.of("from", true)).names("from");
        owner.post("/api/v1/impact", Map.of("from", 999_999)).names("from");
        List<Object> many = new ArrayList<>();
        for (int n = 0; n < 1_001; n++) {
            many.add(writingAllowed());
        }
        owner.post("/api/v1/impact", Map.of("changes", many)).names("changes");
    }

    @Test
    void answersThoseWhoMayReadAndOfTheirOwn() {
        Map<String, Object> question = Map.of("from", 1);
        shop.studio().ownerWith("read").post("/api/v1/impact", question).is(200);
        Studio other = Studio.open();
        for (String accept : List.of("application/json", "application/x-ndjson")) {
            String path = "/api/v1/impact?tenant=" + shop.studio().id();
            shop.studio()
                    .asker()
                    .with("Accept", accept)
                    .post("/api/v1/impact", question)
                    .is(403, "insufficient_scope");
            other.owner().with("Accept", accept).post(path, question).is(403, "operators_only");
            Control.anonymous().with("Accept", accept).post(path, question).is(401, "credential_missing");
            assertThat(Control.operator()
                            .with("Accept", accept)
                            .post(path, question)
                            .is(200)
                            .body())
                    .contains("robot");
        }
    }

    @Test
    void countsAnActionThatNamesNoSpaceOnce() {
        Answer told = impact(change(
                        "PermissionSet", Map.of("role", "vendor", "action", id(shop.plain()), "permission", "ACCESS")))
                .is(200);
        assertThat(told.json().path("counts").path("gained").asInt()).isEqualTo(1);
        JsonNode row = told.json().path("items").path(0);
        assertThat(row.path("gained").asString()).isEqualTo("any");
        assertThat(row.path("gainedCount").asInt()).isEqualTo(1);
        assertThat(row.path("lost").size()).isZero();
    }
}
