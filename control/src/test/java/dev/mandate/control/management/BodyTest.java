package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies and parameters that are not what they must be: 400, naming the field, and nothing is changed. */
class BodyTest {
    private static final Studio STUDIO = Studio.open();
    private final Client owner = STUDIO.owner();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/spaces | {\"kind\":\"workspace\",\"name\":\"x\",\"colour\":\"red\"} | colour",
                "/api/v1/spaces | {\"kind\":\"workspace\",\"name\":7} | name",
                "/api/v1/spaces | {\"kind\":\"workspace\",\"name\":true} | name",
                "/api/v1/spaces | {\"kind\":\"workspace\",\"name\":[\"x\"]} | name",
                "/api/v1/spaces | {\"kind\":\"workspace\",\"name\":null} | name",
                "/api/v1/spaces | {\"kind\":\"workspace\"} | name",
                "/api/v1/spaces | {\"kind\":\"workspace\",\"name\":\"   \"} | name",
                "/api/v1/spaces | {\"kind\":\"WORKSPACE\",\"name\":\"x\"} | kind",
                "/api/v1/spaces | {\"kind\":null,\"name\":\"x\"} | kind",
                "/api/v1/spaces | {\"id\":\"a/b\",\"kind\":\"workspace\",\"name\":\"x\"} | id",
                "/api/v1/spaces | {\"id\":\"\",\"kind\":\"workspace\",\"name\":\"x\"} | id",
                "/api/v1/users | {\"until\":\"2030-01-01T00:00:00Z\"} | until",
                "/api/v1/users | {\"kind\":\"robot\"} | kind",
                "/api/v1/users | {\"email\":\"nobody\"} | email",
                "/api/v1/users | {\"role\":\"none-such\"} | role",
                "/api/v1/users | {\"groups\":\"all\"} | groups",
                "/api/v1/users | {\"groups\":[null]} | groups",
                "/api/v1/users | {\"groups\":[\"none-such\"]} | groups",
                "/api/v1/groups | {\"name\":\"x\",\"workspaces\":\"some\"} | workspaces",
                "/api/v1/groups | {\"name\":\"x\",\"workspaces\":[1]} | workspaces",
                "/api/v1/groups | {\"name\":\"x\",\"workspaces\":[null]} | workspaces",
                "/api/v1/groups | {\"name\":\"x\",\"workspaces\":[\"none-such\"]} | workspaces",
                "/api/v1/apps | {\"name\":\"x\"} | onBehalfOf",
                "/api/v1/apps | {\"name\":\"x\",\"onBehalfOf\":\"none-such\"} | onBehalfOf",
                "/api/v1/apps | {\"name\":\"x\",\"onBehalfOf\":\"owner\",\"scopes\":[\"all\"]} | scopes",
                "/api/v1/apps | {\"name\":\"x\",\"onBehalfOf\":\"owner\",\"scopes\":[null]} | scopes",
                "/api/v1/apps | {\"name\":\"x\",\"onBehalfOf\":\"owner\",\"grantType\":\"password\"} | grantType"
            })
    void namesTheField(String path, String body, String field) {
        owner.raw("POST", path, body).names(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "7",
                "\"x\"",
                "{",
                "{\"name\":\"x\",}",
                "{'name':'x'}",
                "{\"kind\":\"workspace\",\"name\":\"x\"} {}",
                "{\"kind\":\"workspace\",\"name\":\"x\"}x",
                "{\"kind\":\"workspace\",\"name\":\"x\",\"name\":\"y\"}",
                "{\"kind\":\"workspace\",\"name\":NaN}",
                "{\"kind\":\"workspace\",\"name\":\"x\"/**/}"
            })
    void refusesABodyThatIsNoStrictJsonObject(String body) {
        int before = owner.get("/api/v1/spaces").json().path("items").size();
        owner.raw("POST", "/api/v1/spaces", body).is(400, "invalid_request");
        assertThat(owner.get("/api/v1/spaces").json().path("items").size()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'name':'x'} | the body is not JSON near line 1, column 2",
                "{\"name\":\"x\",} | the body is not JSON near line 1, column 13",
                "{\"name\":NaN} | the body is not JSON near line 1, column 12",
                "{\"name\":x} | the body is not JSON near line 1, column 9",
                "{\"name\":01} | the body is not JSON near line 1, column 10",
                "{/**/\"name\":\"x\"} | the body is not JSON near line 1, column 2",
                "{\"name\":\"\t\"} | the body is not JSON near line 1, column 10",
                "{\"name\":\"x | the body is not JSON: it ends at line 1, column 11 before it is complete",
                "{\"name\":\"x\",\"name\":\"y\"} | the body has the field `name` twice in one object, at line 1, column 19"
            })
    void saysInPlainWordsWhatIsNoJson(String body, String detail) {
        Answer answer = owner.raw("POST", "/api/v1/spaces", body).is(400, "invalid_request");
        assertThat(answer.text("detail")).isEqualTo(detail);
        assertThat(answer.body()).doesNotContain("Feature", "Jackson", "Object property");
    }

    @Test
    void namesTheMemberThatIsRepeated() {
        Answer answer = owner.raw("POST", "/api/v1/spaces", "{\"kind\":\"workspace\",\"name\":\"x\",\"name\":\"y\"}");
        assertThat(answer.is(400, "invalid_request").text("detail")).contains("name");
    }

    @Test
    void survivesDeepNesting() {
        owner.raw("POST", "/api/v1/groups", "{\"workspaces\":" + "[".repeat(100_000))
                .is(400, "invalid_request");
    }

    @Test
    void refusesABodyOverTheLimit() {
        owner.raw("POST", "/api/v1/spaces", "{\"name\":\"" + "x".repeat(1 << 20) + "\"}")
                .is(413, "too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\nb", "a\u001Bb", "a\u2028b"})
    void refusesControlCharactersInNames(String name) {
        owner.post("/api/v1/roles", Map.of("name", name)).names("name");
    }

    @Test
    void refusesHalfACharacter() {
        owner.raw("POST", "/api/v1/roles", "{\"name\":\"\\ud800\"}").names("name");
    }

    @Test
    void refusesANameOf10000Characters() {
        owner.post("/api/v1/roles", Map.of("name", "x".repeat(10_000))).names("name");
        owner.post("/api/v1/roles", Map.of("name", "x".repeat(200))).is(201);
        owner.post("/api/v1/roles", Map.of("id", "x".repeat(65), "name", "y")).names("id");
    }

    @Test
    void keepsNamesInNormalForm() {
        assertThat(owner.post("/api/v1/roles", Map.of("name", "Cafe\u0301"))
                        .is(201)
                        .text("name"))
                .isEqualTo("Caf\u00E9");
        owner.post("/api/v1/roles", Map.of("name", "Caf\u00E9")).is(409, "name_taken");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=201, limit",
        "limit=x, limit",
        "limit=, limit",
        "limit=1e2, limit",
        "cursor=%25%25, cursor"
    })
    void namesTheParameter(String query, String field) {
        owner.get("/api/v1/users?" + query).names(field);
    }

    @Test
    void refusesPermissionsThatAreNone() {
        String role = STUDIO.add("roles", "switches");
        owner.patch(role + "/permissions", Map.of()).is(400, "invalid_request");
        owner.patch(role + "/permissions", Map.of("GET /nowhere", "ACCESS")).names("GET /nowhere");
        Map<String, Object> none = new HashMap<>();
        none.put("GET /nowhere", null);
        owner.patch(role + "/permissions", none).names("GET /nowhere");
    }

    @Test
    void takesAnEntryOfManyChangesInOneGoOrNot() {
        String[] ids = new String[1_200];
        Arrays.setAll(ids, n -> "group-" + n);
        owner.post("/api/v1/users", Map.of("groups", List.of(ids))).names("groups");
        owner.post("/api/v1/groups", Map.of("name", "many", "workspaces", List.of(ids)))
                .names("workspaces");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/spaces/none-such",
                "/api/v1/users/none-such",
                "/api/v1/users/%C3%A4",
                "/api/v1/roles/none-such",
                "/api/v1/roles/none-such/permissions",
                "/api/v1/groups/none-such",
                "/api/v1/apps/none-such",
                "/api/v1/apps/none-such/secrets",
                "/api/v1/apps/none-such/readiness?connector=x",
                "/api/v1/apis/none-such",
                "/api/v1/apis/none-such/actions",
                "/api/v1/connectors/none-such",
                "/api/v1/decisions/none-such",
                "/api/v1/nothing"
            })
    void knowsNothingElse(String path) {
        owner.get(path).is(404, "not_found");
    }

    @Test
    void tellsTheMethodsOfAPath() {
        Answer answer = owner.delete("/api/v1/users").is(405, "method_not_allowed");
        assertThat(answer.header("Allow")).contains("GET").contains("POST");
    }

    @Test
    void answersJsonAlone() {
        owner.with("Accept", "application/json").get("/api/v1/users").is(200);
        for (String accept : List.of("text/html", "image/png", "none", "*/*;q=0", "a/b/c")) {
            Client other = owner.with("Accept", accept);
            assertThat(other.get("/api/v1/users").is(200).header("Content-Type"))
                    .startsWith("application/json");
            assertThat(other.get("/.well-known/oauth-authorization-server")
                            .is(200)
                            .header("Content-Type"))
                    .startsWith("application/json");
            other.get("/oauth2/jwks").is(200);
            other.get("/problems/not_found").is(200);
            other.get("/api/v1/users/nobody").is(404, "not_found");
        }
    }
}
