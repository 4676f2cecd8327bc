package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code POST /api/v1/apis}: what a document makes of an API, the first time and again. */
class ImportTest {
    private final Client operator = Control.operator();
    private final String api = "i-" + UUID.randomUUID();
    private final String base = "/" + api;

    private Answer send(String kind, Object document) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("id", api);
        form.put("kind", kind);
        form.put("upstream", "http://127.0.0.1:9");
        form.put("basePath", base);
        form.put("document", document);
        form.put("allowRetire", true);
        return operator.post("/api/v1/apis", form);
    }

    /** Status and id by key without the base path. */
    private Map<String, String> actions() {
        Map<String, String> found = new TreeMap<>();
        operator.get("/api/v1/apis/" + api + "/actions?limit=200")
                .is(200)
                .json()
                .path("items")
                .forEach(a -> found.put(
                        a.path("key").asString().replace(base, ""),
                        a.path("status").asString() + " " + a.path("id").asInt()));
        return found;
    }

    private String id(String key) {
        return Objects.requireNonNull(actions().get(key), key).split(" ", -1)[1];
    }

    private void activateAll() {
        operator.post("/api/v1/apis/" + api + "/actions/activate", Map.of("actions", "all"))
                .is(200);
    }

    @Test
    void importsPendingAndActivates() {
        Answer imported = send("switch", Documents.of("GET /a", "PUT /a/{id}")).is(201);
        assertThat(imported.texts("pending")).containsExactly("GET " + base + "/a", "PUT " + base + "/a/{id}");
        String activate = "/api/v1/apis/" + api + "/actions/activate";
        operator.post(activate, Map.of("actions", new String[] {"GET /elsewhere"}))
                .names("actions");
        operator.post(activate, Map.of("actions", 7)).names("actions");
        operator.post(activate, Map.of()).names("actions");
        operator.post(activate, Map.of("actions", new String[] {"GET " + base + "/a"}))
                .is(200);
        assertThat(actions().get("GET /a")).startsWith("ACTIVE");
        assertThat(actions().get("PUT /a/{id}")).startsWith("PENDING");
    }

    @Test
    void leavesTheBuiltInApiAsItIs() {
        Map<String, Object> form = Map.of(
                "id", "user-services", "kind", "entity", "upstream", "http://127.0.0.1:9", "document", Documents.ONE);
        operator.post("/api/v1/apis", form).is(409, "built_in");
        operator.post("/api/v1/apis/user-services/actions/activate", Map.of("actions", "all"))
                .is(409, "built_in");
        Studio studio = Studio.open();
        studio.owner().post("/api/v1/apis", form).is(403, "operators_only");
        Answer shown = studio.owner().get("/api/v1/apis/user-services").is(200);
        assertThat(shown.json().path("builtIn").asBoolean()).isTrue();
        assertThat(shown.json().has("upstream")).isFalse();
        assertThat(shown.texts("roles")).containsExactly("ROLE_ADMINISTRATOR");
        assertThat(shown.json().path("actions").toString()).isEqualTo("{\"ACTIVE\":7}");
        assertThat(operator.get("/api/v1/apis?limit=200").is(200).body()).contains("\"user-services\"");
        assertThat(operator.get("/api/v1/tenants/" + studio.id()).texts("apis")).containsExactly("user-services");
    }

    @Test
    void keepsIdsWhenImportedAgain() {
        send("switch", Documents.of("GET /a/{id} readA", "PUT /a/{id}")).is(201);
        activateAll();
        Map<String, String> first = actions();
        send("switch", Documents.of("GET /a/{other} readA", "PUT /a/{id}", "DELETE /a/{id}"))
                .is(201);
        assertThat(actions().get("GET /a/{other}")).isEqualTo(first.get("GET /a/{id}"));
        assertThat(actions().get("PUT /a/{id}")).isEqualTo(first.get("PUT /a/{id}"));
        assertThat(actions().get("DELETE /a/{id}")).startsWith("PENDING");
    }

    @Test
    void writesNothingWhenNothingChanged() {
        Answer first = send("switch", Documents.of("GET /a")).is(201);
        assertThat(first.json().path("changed").asBoolean()).isTrue();
        Answer second = send("switch", Documents.of("GET /a")).is(200);
        assertThat(second.etag()).isEqualTo(first.etag());
        assertThat(second.json().path("changed").asBoolean()).isFalse();
    }

    @Test
    void revivesARetiredActionAtNone() {
        Studio studio = Studio.open();
        String key = "GET " + base + "/a";
        send("switch", Documents.of("GET /a", "GET /b")).is(201);
        activateAll();
        studio.owner().post("/api/v1/apis/" + api + "/enable").is(200);
        String permissions = studio.add("roles", "r") + "/permissions";
        studio.owner().patch(permissions, Map.of(key, "ACCESS")).is(200);
        String before = id("GET /a");
        send("switch", Documents.of("GET /b")).is(201);
        assertThat(actions().get("GET /a")).isEqualTo("RETIRED " + before);
        assertThat(studio.owner().get(permissions).text(key)).isEqualTo("ACCESS");
        send("switch", Documents.of("GET /a", "GET /b")).is(201);
        assertThat(actions().get("GET /a")).isEqualTo("PENDING " + before);
        assertThat(studio.owner().get(permissions).text(key)).isEqualTo("NONE");
    }

    private Map<String, Object> form(Map<String, Object> more) {
        Map<String, Object> form = new HashMap<>(Map.of("id", api, "kind", "switch", "upstream", "http://127.0.0.1:9"));
        form.put("document", Documents.ONE);
        form.putAll(more);
        return form;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a b", "/a\"", "/a<", "/a[", "/a]", "/a|b", "/a^", "/a`", "/a\\b", "/a;b", "/a?b", "/a#b", "/a//b",
                "/a/../b", "/a%2Fb", "/a%", "/\u0000", "/\u202e", "a", "//", "/a/", "/{a}", "/a}"
            })
    void refusesBasePathsThatNoRequestCanHave(String basePath) {
        operator.post("/api/v1/apis", form(Map.of("basePath", basePath))).names("basePath");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:99999",
                "http://127.0.0.1:65536",
                "http://127.0.0.1:0",
                "http://h:99999999999",
                "http://a b",
                "http://u@h",
                "http://h/p",
                "http://h?q",
                "ftp://h",
                "h",
                "http://",
                "//h"
            })
    void refusesUpstreamsThatNobodyCanCall(String upstream) {
        operator.post("/api/v1/apis", form(Map.of("upstream", upstream))).names("upstream");
    }

    @Test
    void namesTheLimitThatABodyIsOver() {
        String form =
                "{\"id\": \"" + api + "\", \"kind\": \"switch\", \"upstream\": \"http://127.0.0.1:9\", \"basePath\": \""
                        + base + "\", \"document\":"
                        + " {\"openapi\": \"3.1.0\", \"paths\": {\"/a\": {\"get\": {}}}, \"x\": %s}}";
        String deep = form.formatted("[".repeat(600) + "]".repeat(600));
        assertThat(operator.raw("POST", "/api/v1/apis", deep)
                        .is(400, "invalid_request")
                        .text("detail"))
                .contains("read to 500 levels");
        String number = form.formatted("1".repeat(1_001));
        assertThat(operator.raw("POST", "/api/v1/apis", number)
                        .is(400, "invalid_request")
                        .text("detail"))
                .contains("numbers to 1000 characters");
        String below = form.formatted("[".repeat(300) + "]".repeat(300));
        assertThat(operator.raw("POST", "/api/v1/apis", below)
                        .is(400, "invalid_document")
                        .text("detail"))
                .contains("nested deeper than 200 levels")
                .contains("`MANDATE_API_DOCUMENT_DEPTH`");
        String name = form.formatted("{\"" + "n".repeat(60_000) + "\": 1}");
        operator.raw("POST", "/api/v1/apis", name).is(201);
    }

    @Test
    void needsNoServerWhereABasePathIsSet() {
        String document = "openapi: 3.1.0\nservers: [{url: '{siteUrl}'}]\npaths: {/a: {get: {}}}\n";
        Answer refused = operator.post("/api/v1/apis", form(Map.of("document", document)));
        refused.is(400, "invalid_document");
        assertThat(refused.json().path("errors").path(0).path("field").asString())
                .isEqualTo("document/servers/0/url");
        operator.post("/api/v1/apis", form(Map.of("document", document, "basePath", base)))
                .is(201);
        Map<String, Object> again = form(Map.of("document", document));
        operator.post("/api/v1/apis", again).is(200);
        again.put("basePath", null);
        operator.post("/api/v1/apis", again).is(400, "invalid_document");
    }

    @Test
    void fixesTheKind() {
        send("switch", Documents.ONE).is(201);
        send("entity", Documents.ONE).is(409, "kind_fixed");
        send("both", Documents.ONE).names("kind");
    }

    @Test
    void warnsOfPathsThatClaimTheSameRequests() {
        Answer answer = send("switch", Documents.of("GET /{a}/x", "GET /y/{b}")).is(201);
        assertThat(answer.json().path("warnings").toString())
                .contains("`GET " + base + "/y/{b}` and `GET " + base + "/{a}/x` both match `" + base + "/y/x`");
        assertThat(overlaps("GET " + base + "/y/{b}"))
                .isEqualTo("[{\"action\":\"GET " + base + "/{a}/x\",\"example\":\"" + base
                        + "/y/x\",\"right\":\"both\"}]");
    }

    private String overlaps(String key) {
        for (JsonNode action :
                operator.get("/api/v1/apis/" + api + "/actions").is(200).json().path("items")) {
            if (action.path("key").asString().equals(key)) {
                return action.path("overlaps").toString();
            }
        }
        throw new AssertionError("no action `" + key + "`");
    }

    @Test
    void ordersOverlappingPathsBesideTheDocument() {
        send("switch", Documents.of("GET /{a}/x", "GET /y/{b}")).is(201);
        String precedence = "/api/v1/apis/" + api + "/precedence";
        String key = "GET " + base + "/y/{b}";
        operator.patch(precedence, Map.of(key, 5)).is(200);
        assertThat(overlaps(key)).contains("\"right\":\"own\"");
        send("switch", Documents.of("GET /{a}/x", "GET /y/{b}", "GET /z")).is(201);
        assertThat(operator.get(precedence).is(200).json().toString()).isEqualTo("{\"" + key + "\":5}");
        assertThat(overlaps("GET " + base + "/{a}/x")).contains("\"right\":\"other\"");
        Map<String, @Nullable Object> unset = new HashMap<>();
        unset.put(key, null);
        operator.patch(precedence, unset).is(200);
        assertThat(overlaps(key)).contains("\"right\":\"both\"");
        operator.patch(precedence, Map.of("GET /nothing", 1)).is(400, "invalid_request");
        operator.patch(precedence, Map.of(key, "high")).is(400, "invalid_request");
        Studio.open().owner().patch(precedence, Map.of(key, 1)).is(403);
    }

    @Test
    void keepsAnotherApisPathsOrderedWhenAPrecedenceIsUnset() {
        send("switch", Documents.of("GET /{a}/x")).is(201);
        String key = "GET " + base + "/{a}/x";
        String precedence = "/api/v1/apis/" + api + "/precedence";
        Map<String, Object> other = Map.of(
                "id",
                "second-" + api.substring(2, 20),
                "kind",
                "switch",
                "upstream",
                "http://127.0.0.1:9",
                "basePath",
                base,
                "document",
                Documents.of("GET /y/{b}"));
        operator.post("/api/v1/apis", other).is(409, "ambiguous_paths");
        operator.patch(precedence, Map.of(key, 1)).is(200);
        operator.post("/api/v1/apis", other).is(201);
        Map<String, @Nullable Object> unset = new HashMap<>();
        unset.put(key, null);
        operator.patch(precedence, unset).is(409, "ambiguous_paths");
    }

    @Test
    void namesPathsThatAnotherApiClaims() {
        send("switch", Documents.ONE).is(201);
        Answer answer = operator.post(
                "/api/v1/apis",
                Map.of(
                        "id",
                        "second-" + api.substring(2, 20),
                        "kind",
                        "switch",
                        "upstream",
                        "http://127.0.0.1:9",
                        "basePath",
                        base,
                        "document",
                        Documents.ONE));
        assertThat(answer.is(409, "ambiguous_paths").body()).contains("of " + api);
    }

    @Test
    void refusesOnePathInTwoSpellingsOfTwoApis() {
        send("switch", Documents.of("GET /tw/b/c")).is(201);
        String path = "/tw/B/c";
        Map<String, Object> other = new HashMap<>(source(base, "GET " + path));
        String second = "second-" + api.substring(2, 20);
        other.put("id", second);
        Answer refused = operator.post("/api/v1/apis", other).is(409, "ambiguous_paths");
        assertThat(refused.text("detail"))
                .contains("GET " + base + "/tw/b/c of " + api, "GET " + base + path + " of " + second, "as one api");
        operator.get("/api/v1/apis/" + second).is(404);
        other.put("upstream", "http://127.0.0.1:10");
        operator.post("/api/v1/apis", other).is(201);
        other.put("upstream", "http://localhost:9");
        operator.post("/api/v1/apis", other).is(409, "ambiguous_paths");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/access",
                "/access/v1/evaluation",
                "/forward-auth/x",
                "/oauth2/token",
                "/connect/token",
                "/user-services/x",
                "/%61ccess/v1/evaluation",
                "/oauth2/{path+}",
                "/.well-known/oauth-authorization-server",
                "/USER-SERVICES/users/{u}/saleschannel-binding",
                "/OAuth2/token",
                "/user-services./x"
            })
    void refusesPathsOfTheGatewayItself(String path) {
        Answer answer = operator.post(
                "/api/v1/apis",
                Map.of(
                        "id", api,
                        "kind", "switch",
                        "upstream", "http://127.0.0.1:9",
                        "basePath", "",
                        "document", Documents.of("GET " + path)));
        assertThat(answer.is(400, "invalid_request").text("detail")).contains(path.replace("+}", "...}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/...", "/a/%20/b", "/.%E2%80%8B./b"})
    void refusesPathsThatNoRequestCanHave(String path) {
        Answer answer = operator.post("/api/v1/apis", source(base, "GET " + path));
        assertThat(answer.is(400, "invalid_request").text("detail")).contains("`" + base + path + "`");
    }

    @Test
    void refusesABasePathOfTheGatewayInAnySpelling() {
        operator.post("/api/v1/apis", source("/%6Fauth2", "GET /token")).is(400, "invalid_request");
    }

    @Test
    void warnsOfPathsThatCouldMatchTheGatewaysOwn() {
        Answer wide = operator.post(
                "/api/v1/apis", source("", "DELETE /{a}/{b}/{c}", "GET /.well-known/openid-configuration/"));
        assertThat(wide.is(201).json().path("warnings").toString())
                .contains("`/{a}/{b}/{c}` could match the gateway's own paths");
    }

    @Test
    void warnsOfParametersThatMayBeReadAsTheSpace() {
        String document =
                "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\"paths\":{\"/a\":{\"get\":"
                        + "{\"parameters\":[{\"in\":\"query\",\"name\":\"clientId\"},{\"in\":\"query\",\"name\":\"client_id\"},"
                        + "{\"in\":\"query\",\"name\":\"page\"}],"
                        + "\"x-mandate\":{\"space\":{\"in\":\"query\",\"name\":\"clientId\",\"kind\":\"workspace\"}}}}}}";
        assertThat(send("switch", document).is(201).json().path("warnings").toString())
                .contains("query parameter `client_id`, which may be read as the space `clientId`")
                .doesNotContain("`page`");
    }

    private Map<String, Object> source(String basePath, String... operations) {
        return Map.of(
                "id",
                api,
                "kind",
                "switch",
                "upstream",
                "http://127.0.0.1:9",
                "basePath",
                basePath,
                "document",
                Documents.of(operations));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "[]",
                "{}",
                "swagger: '2.0'\npaths: {}",
                "openapi: 3.1.0\npaths: 7",
                "openapi: 3.1.0\npaths: {}",
                "openapi: 3.1.0\nwebhooks: {taskReady: {post: {responses: {'200': {description: ok}}}}}",
                "openapi: 3.1.0\npaths: {/a: {trace: {responses: {'200': {description: ok}}}}}",
                "openapi: 3.1.0\npaths: {}\npaths: {}",
                "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n--- {}",
                "!!javax.script.ScriptEngineManager [!!java.net.URL [\"http://127.0.0.1:1/\"]]",
                "openapi: 3.1.0\npaths:\n  /a: {$ref: '#/paths/~1b'}\n  /b: {$ref: '#/paths/~1a'}",
                "openapi: 3.1.0\npaths:\n  /a: {$ref: 'file:///etc/passwd'}",
                "openapi: 3.1.0\npaths:\n  /a: {$ref: 'http://127.0.0.1:1/x.yaml'}",
                "openapi: 3.1.0\npaths:\n  /a: {get: {x-mandate: {colour: red}}}"
            })
    void refusesWhatIsNoDocument(String document) {
        Answer answer = send("switch", document).is(400, "invalid_document");
        assertThat(answer.json().path("errors").size()).isPositive();
        assertThat(answer.body()).doesNotContain("root:");
        operator.get("/api/v1/apis/" + api).is(404, "not_found");
    }

    @Test
    void refusesABombOfAliasesAtOnce() {
        StringBuilder bomb = new StringBuilder("openapi: 3.1.0\na0: &a0 [x]\n");
        for (int n = 1; n < 60; n++) {
            String before = "*a" + (n - 1);
            bomb.append("a").append(n).append(": &a").append(n).append(" [");
            bomb.append((before + ", ").repeat(9)).append(before).append("]\n");
        }
        send("switch", bomb.append("paths: {}\n").toString()).is(400, "invalid_document");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host",
                "//host",
                "http://",
                "http://host/path",
                "http://u:p@host",
                "http://host?x",
                "http://host#x",
                "host:80",
                "not a url"
            })
    void takesOnlyAnOriginAsUpstream(String upstream) {
        operator.post("/api/v1/apis", Map.of("id", api, "kind", "switch", "upstream", upstream, "document", "x"))
                .names("upstream");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "/v1/", "/{x}"})
    void takesOnlyAPathAsBasePath(String path) {
        operator.post(
                        "/api/v1/apis",
                        Map.of(
                                "id",
                                api,
                                "kind",
                                "switch",
                                "upstream",
                                "http://h",
                                "basePath",
                                path,
                                "document",
                                Documents.ONE))
                .names("basePath");
    }

    @Test
    void showsAndListsToTenants() {
        send("switch", Documents.ONE).is(201);
        Client tenant = Studio.open().owner();
        assertThat(tenant.get("/api/v1/apis/" + api).is(200).text("kind")).isEqualTo("switch");
        assertThat(tenant.get("/api/v1/apis?limit=200").is(200).body()).contains(api);
        String path = "/api/v1/apis/" + api;
        tenant.post(path + "/actions/activate", Map.of("actions", "all")).is(403, "operators_only");
        assertThat(tenant.post(path + "/enable").is(200).json().path("enabled").asBoolean())
                .isTrue();
        assertThat(tenant.post(path + "/disable").is(200).json().path("enabled").asBoolean())
                .isFalse();
        tenant.post("/api/v1/apis/none-such/enable").is(404, "not_found");
    }
}
